const WORDS = `a an the of to in on at for from with and or as is are was were be been being am do does did doing done it its it's that this these those there here
i me my mine we us our ours you your yours they them their theirs he she his her hers him who's what's
please pls plz kindly can could would will shall     want wanna need tell know let give me show us provide say bring calculate compute check
hey hi hello yo hiya oi ok okay but so well um uh just really actually currently current exactly about any some much many lot lots own
shop shops store stores business company website's online our
made make makes making got get gets getting received receive receives come came comes coming placed taken take went go goes going happened happen
although though checking per each through via during within throughout into onto around between by using used use
total figure figures number data info information value values result results record records question answer list listing
day's today's
been already still yet now right moment when where how what which who whose than then if because else more most less fewer least very quite too also
period time times range window date dates span
customer's order's product's
exist exists available find found look looking see seen view
sir madam bro dear friend thanks thank
far till until since ever before after
one ones two
generate generated bring brought collected issued given processed booked recorded
want to know me about
tk taka bdt usd dollars dollar rupees
whole full complete entire
highest lowest
did didn't don't haven't hasn't
run running
last first
doing given lives living contain contained containing contains include included includes including anything something deliver delivering ship serve send sent
out up down off over
sort sorted order ordered
amounts amount
live
go
thing things stuff
of all
every
different
person
under
top
new
e-mail mail
wise
same
kind kinds type types
actual
approx approximately roughly
across inside beneath carry carrying belong belongs belonging
code codes
chart graph plot draw pie bar diagram visualise visualize table
single
live
were
ask asked asking perform performed performing performs
away collect collecting gave gives should named called incl counting included added created launched introduced
anyone anybody someone everyone tied stuck locked sitting hand pace often pay pays paying owing please
count counts
mainly mostly usually frequently
completely totally entirely simply basically essentially literally obviously apparently presumably honestly truly physically officially around
soon based located residing resident lying sits lie lies
usage usages newly separately respectively individually asap quick quickly briefly cheers presently nowadays normally generally usual interested curious wondering wonder love hope try trying able possible therefore hence fine great nice boss might must whether somebody everybody metric metrics glance picture digest pulled pulls drove drive drives driving attract attracts attracted handle handled yield yields yielded clocked racked landed offered offer offers put puts said mean means meant helps think thinks rank ranks ranking ranked nearly almost pretty fairly wish keep
represent represents way among amongst
grant grants granted granting
s t re ve ll d m`;

/** Words that a question may hold without meaning anything to the shop by themselves. */
export const FILLERS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ""));
