/** Small databases for questions about groups of rows: a lender, a market stall with its suppliers, a school with trips. */
export const FIRM = `
CREATE TABLE regions (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE branches (id INTEGER PRIMARY KEY, name TEXT NOT NULL, region_id INTEGER NOT NULL REFERENCES regions(id), opened_on DATE NOT NULL);
CREATE TABLE departments (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE employees (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, salary REAL NOT NULL, hired_on DATE NOT NULL, department_id INTEGER NOT NULL REFERENCES departments(id), branch_id INTEGER NOT NULL REFERENCES branches(id), manager_id INTEGER REFERENCES employees(id));
CREATE TABLE customers (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, city TEXT NOT NULL, phone TEXT NOT NULL, branch_id INTEGER NOT NULL REFERENCES branches(id));
CREATE TABLE accounts (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id), kind TEXT NOT NULL, balance REAL NOT NULL, opened_on DATE NOT NULL);
CREATE TABLE loans (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id), branch_id INTEGER NOT NULL REFERENCES branches(id), amount REAL NOT NULL, status TEXT NOT NULL, starts_on DATE NOT NULL, ends_on DATE NOT NULL);
CREATE TABLE transactions (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES accounts(id), kind TEXT NOT NULL, amount REAL NOT NULL, made_on DATE NOT NULL);
INSERT INTO regions VALUES (1,'North'),(2,'South');
INSERT INTO branches VALUES (1,'Harbour',1,'2001-05-01'),(2,'Central',1,'1998-02-11'),(3,'Mill',2,'2010-01-01'),(4,'Quay',2,'2015-01-01');
INSERT INTO departments VALUES (1,'Lending'),(2,'Service');
INSERT INTO employees VALUES (1,'Ann Lee',9000,'2010-01-01',1,1,NULL),(2,'Bo Dahl',5000,'2015-03-01',1,1,1),(3,'Cy Park',9500,'2018-06-01',1,2,1),(4,'Di Holm',4000,'2020-02-01',2,3,1),(5,'Ed Moss',4500,'2021-09-01',2,3,4),(6,'Fay Gray',3000,'2023-01-15',2,4,4);
INSERT INTO customers VALUES (1,'Ida Berg','Boston','11',1),(2,'Jon Ash','Boston','12',1),(3,'Kim Dale','Salem','13',2),(4,'Lee Ford','Salem','14',3),(5,'Mia Gale','Troy','15',4),(6,'Ned Hart','Troy','16',1);
INSERT INTO accounts VALUES (1,1,'savings',100,'2024-01-01'),(2,2,'checking',500,'2024-02-01'),(3,3,'savings',900,'2025-01-01'),(4,4,'savings',50,'2025-02-01'),(5,5,'checking',700,'2025-03-01');
INSERT INTO loans VALUES (1,1,1,1000,'active','2025-01-01','2027-01-01'),(2,2,1,3000,'active','2025-02-01','2028-01-01'),(3,3,2,2000,'closed','2023-01-01','2024-01-01'),(4,4,3,500,'active','2025-05-01','2026-01-01'),(5,5,4,700,'closed','2022-01-01','2023-01-01'),(6,6,1,100,'active','2025-01-01','2027-06-01'),(7,4,3,900,'active','2025-01-01','2027-06-01');
INSERT INTO transactions VALUES (1,1,'deposit',10,'2025-01-01'),(2,1,'withdrawal',4,'2025-01-02'),(3,2,'deposit',30,'2025-02-01'),(4,3,'withdrawal',9,'2025-02-02'),(5,4,'deposit',50,'2025-03-01'),(6,5,'transfer',60,'2025-03-01');`;

export const STALL = `
CREATE TABLE categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE suppliers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, phone TEXT NOT NULL, city TEXT NOT NULL);
CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price REAL NOT NULL, category_id INTEGER NOT NULL REFERENCES categories(id), supplier_id INTEGER NOT NULL REFERENCES suppliers(id));
CREATE TABLE districts (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE stores (id INTEGER PRIMARY KEY, name TEXT NOT NULL, district_id INTEGER NOT NULL REFERENCES districts(id));
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, phone TEXT NOT NULL, city TEXT NOT NULL);
CREATE TABLE sales (id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES products(id), store_id INTEGER NOT NULL REFERENCES stores(id), customer_id INTEGER NOT NULL REFERENCES customers(id), quantity INTEGER NOT NULL, amount REAL NOT NULL, sold_on DATE NOT NULL);
INSERT INTO categories VALUES (1,'Tea'),(2,'Jam'),(3,'Soap');
INSERT INTO suppliers VALUES (1,'Leaf Ltd','201','Deal'),(2,'Berry Co','202','Hythe');
INSERT INTO products VALUES (1,'Green Tea',4,1,1),(2,'Black Tea',3,1,1),(3,'Plum Jam',5,2,2),(4,'Fig Jam',7,2,2),(5,'Oat Soap',2,3,2);
INSERT INTO districts VALUES (1,'East'),(2,'West');
INSERT INTO stores VALUES (1,'Hill',1),(2,'Lake',1),(3,'Park',2);
INSERT INTO customers VALUES (1,'Omar Said','301','Deal'),(2,'Pia Lund','302','Hythe'),(3,'Quinn Roe','303','Deal');
INSERT INTO sales VALUES (1,1,1,1,2,8,'2025-01-02'),(2,1,3,2,1,4,'2025-01-03'),(3,2,1,1,5,15,'2025-02-01'),(4,3,2,3,1,5,'2025-02-02'),(5,3,3,1,2,10,'2025-03-01'),(6,4,2,2,1,7,'2025-03-02'),(7,5,1,1,3,6,'2025-04-01'),(8,4,1,3,2,14,'2025-04-02'),(9,5,2,2,1,2,'2025-04-03');`;

export const SCHOOL = `
CREATE TABLE teachers (teacher_id INTEGER PRIMARY KEY, name TEXT NOT NULL, salary REAL NOT NULL);
CREATE TABLE students (student_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, age INTEGER NOT NULL, class TEXT NOT NULL, mentor_id INTEGER REFERENCES students(student_id));
CREATE TABLE courses (course_id INTEGER PRIMARY KEY, title TEXT NOT NULL, credits INTEGER NOT NULL, teacher_id INTEGER NOT NULL REFERENCES teachers(teacher_id));
CREATE TABLE enrolments (student_id INTEGER NOT NULL REFERENCES students(student_id), course_id INTEGER NOT NULL REFERENCES courses(course_id), score REAL NOT NULL, PRIMARY KEY (student_id, course_id));
CREATE TABLE trips (trip_id INTEGER PRIMARY KEY, origin TEXT NOT NULL, destination TEXT NOT NULL, departs_on DATE NOT NULL, seats INTEGER NOT NULL);
INSERT INTO teachers VALUES (1,'Mr Oak',3000),(2,'Ms Elm',3500);
INSERT INTO students VALUES (1,'Ada','Moss',15,'A',NULL),(2,'Ben','Reed',17,'A',1),(3,'Cleo','Hart',16,'B',2),(4,'Dan','Iles',14,'B',2),(5,'Eve','Kerr',18,'B',1);
INSERT INTO courses VALUES (1,'Algebra',5,1),(2,'Biology',4,2),(3,'Chess',2,1);
INSERT INTO enrolments VALUES (1,1,80),(1,2,70),(1,3,90),(2,1,60),(2,3,50),(3,2,88),(4,1,95),(4,2,40),(4,3,77);
INSERT INTO trips VALUES (1,'Oslo','Bergen','2025-05-01',30),(2,'Bergen','Oslo','2025-05-03',40),(3,'Oslo','Hamar','2025-06-01',20),(4,'Oslo','Bergen','2025-06-11',25);`;
