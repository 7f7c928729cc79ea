import { AS_OF_DAY, dayOf, isoDay } from "./calendar";
import { at } from "./random";
import type { Random } from "./random";
import { FIRST_NAMES, LAST_NAMES } from "./bank-names";
import type { Branch } from "./bank-people";

type Department = "retail" | "lending" | "operations" | "risk" | "management";

export type Employee = {
  readonly id: number;
  readonly branch: Branch;
  readonly managerId: number | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly department: Department;
  readonly hiredOn: number;
  readonly leftOn: number | null;
};

const HEAD_COUNT = 180;

/** Titles of the staff of a branch in the order in which posts are filled. */
const BRANCH_POSTS: readonly (readonly [string, Department])[] = [
  ["Senior Loan Officer", "lending"],
  ["Loan Officer", "lending"],
  ["Teller", "retail"],
  ["Teller", "retail"],
  ["Loan Officer", "lending"],
  ["Senior Teller", "retail"],
  ["Personal Banker", "retail"],
  ["Operations Specialist", "operations"],
  ["Loan Officer", "lending"],
  ["Teller", "retail"],
  ["Personal Banker", "retail"],
  ["Loan Processor", "lending"],
];
const HEAD_OFFICE_POSTS: readonly (readonly [string, Department])[] = [
  ["Chief Risk Officer", "risk"],
  ["Credit Analyst", "risk"],
  ["Operations Manager", "operations"],
  ["Credit Analyst", "risk"],
  ["Payments Analyst", "operations"],
  ["Compliance Analyst", "risk"],
  ["Senior Credit Analyst", "risk"],
  ["Payments Analyst", "operations"],
  ["Systems Specialist", "operations"],
];

/** The chief executive, regional directors, branch managers, then everybody else; a manager always has a lower id. */
export function drawEmployees(random: Random, branches: readonly Branch[]): Employee[] {
  const staff: Employee[] = [];
  const hire = (branch: Branch, managerId: number | null, title: string, department: Department): Employee => {
    const employee = drawEmployee(random, staff.length + 1, branch, managerId, title, department);
    staff.push(employee);
    return employee;
  };
  const headOffice = at(branches, 0);
  const chief = hire(headOffice, null, "Chief Executive Officer", "management");
  const regions = [...new Set(branches.map((branch) => branch.region))];
  const directors = new Map(
    regions.map((region) => [
      region,
      hire(branches.find((branch) => branch.region === region) ?? headOffice, chief.id, "Regional Director", "management"),
    ]),
  );
  const managers = branches.map((branch) => hire(branch, directors.get(branch.region)?.id ?? chief.id, "Branch Manager", "management"));
  for (const [title, department] of HEAD_OFFICE_POSTS) hire(headOffice, chief.id, title, department);
  for (let post = 0; staff.length < HEAD_COUNT; post += 1) {
    const [title, department] = at(BRANCH_POSTS, post % BRANCH_POSTS.length);
    for (const manager of managers) if (staff.length < HEAD_COUNT) hire(manager.branch, manager.id, title, department);
  }
  return staff;
}

function drawEmployee(
  random: Random,
  id: number,
  branch: Branch,
  managerId: number | null,
  title: string,
  department: Department,
): Employee {
  const isSenior = department === "management" || title.startsWith("Senior") || title.startsWith("Chief");
  const earliest = Math.max(branch.openedOn - 60, dayOf(isSenior ? "1998-01-05" : "2006-01-02"));
  // A branch's first senior loan officer has been there from its start, so every loan has somebody who could grant it.
  const hiredOn =
    title === "Senior Loan Officer" && id < 40
      ? earliest
      : earliest + Math.floor(Math.pow(random.next(), 0.7) * (AS_OF_DAY - 120 - earliest));
  const leaves = !isSenior && random.chance(0.13);
  return {
    id,
    branch,
    managerId,
    firstName: random.pick(FIRST_NAMES),
    lastName: random.pick(LAST_NAMES),
    title,
    department,
    hiredOn,
    leftOn: leaves ? hiredOn + 60 + Math.floor(random.next() * (AS_OF_DAY - hiredOn - 60)) : null,
  };
}

export function isLoanOfficer(employee: Employee): boolean {
  return employee.title === "Loan Officer" || employee.title === "Senior Loan Officer";
}

/** Picks the officer of a branch who was there on a day; the earlier posts carry more of the book. */
export function drawOfficer(random: Random, officers: readonly Employee[], branch: Branch, day: number): Employee {
  const there = officers.filter(
    (officer) => officer.branch === branch && officer.hiredOn <= day && (officer.leftOn === null || officer.leftOn >= day),
  );
  const local = there.length > 0 ? there : officers.filter((officer) => officer.branch === branch);
  return at(local, Math.floor(Math.pow(random.next(), 1.5) * local.length));
}

export function employeeRow(employee: Employee) {
  return {
    id: employee.id,
    branch_id: employee.branch.id,
    manager_id: employee.managerId,
    first_name: employee.firstName,
    last_name: employee.lastName,
    title: employee.title,
    department: employee.department,
    hired_on: isoDay(employee.hiredOn),
    left_on: employee.leftOn === null ? null : isoDay(employee.leftOn),
  };
}
