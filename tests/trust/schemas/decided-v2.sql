PRAGMA application_id = 2053928051;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE award (
	id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	person VARCHAR NOT NULL, 
	badge VARCHAR NOT NULL, 
	person_key VARCHAR NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (year, person_key)
);
CREATE TABLE batch (
	id INTEGER NOT NULL, 
	register_kind VARCHAR NOT NULL, 
	form VARCHAR NOT NULL, 
	file VARCHAR NOT NULL, 
	folder VARCHAR NOT NULL, 
	file_id INTEGER NOT NULL, 
	options VARCHAR NOT NULL, 
	imported_at VARCHAR NOT NULL, 
	rows INTEGER NOT NULL, 
	accepted INTEGER NOT NULL, 
	duplicates INTEGER NOT NULL, 
	rejected INTEGER NOT NULL, 
	ignored INTEGER NOT NULL, 
	undone_at VARCHAR, 
	tried_at VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(file_id) REFERENCES kept_file (id)
);
INSERT INTO "batch" VALUES(1,'roster','rows','花名册.csv','tmp11kwby6o',1,'{}','2014-01-08T01:30:00',4,3,0,0,1,NULL,'2014-01-08T01:30:00');
INSERT INTO "batch" VALUES(2,'complaints','rows','一.csv','tmp11kwby6o',2,'{}','2014-01-08T01:30:00',2,1,0,0,1,NULL,'2014-01-08T01:30:00');
INSERT INTO "batch" VALUES(3,'complaints','rows','二.csv','tmp11kwby6o',3,'{}','2014-01-08T01:30:00',2,1,0,0,1,NULL,'2014-01-08T01:30:00');
INSERT INTO "batch" VALUES(4,'complaints','rows','三.csv','tmp11kwby6o',4,'{}','2014-01-08T01:30:00',2,1,0,0,1,NULL,'2014-01-08T01:30:00');
INSERT INTO "batch" VALUES(5,'complaints','rows','号.csv','tmp11kwby6o',5,'{}','2014-01-08T01:30:00',2,1,0,0,1,'2014-01-08T01:30:00',NULL);
INSERT INTO "batch" VALUES(6,'complaints','rows','待.csv','tmp11kwby6o',6,'{}','2014-01-08T01:30:00',2,1,0,0,1,NULL,'2014-01-08T01:30:00');
CREATE TABLE carried_out (
	id INTEGER NOT NULL, 
	matter VARCHAR NOT NULL, 
	entry_id INTEGER NOT NULL, 
	day VARCHAR NOT NULL, 
	"by" VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (matter), 
	FOREIGN KEY(entry_id) REFERENCES entry (id)
);
INSERT INTO "carried_out" VALUES(1,'complaint:@2013-05-06@测试一所@900001@态度差@2:900001:告诫',3,'2013-05-20','','','2014-01-08T01:30:00');
CREATE TABLE complaint (
	id INTEGER NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	fate VARCHAR NOT NULL, 
	number VARCHAR, 
	received VARCHAR, 
	channel VARCHAR, 
	complainant VARCHAR, 
	phone VARCHAR, 
	unit VARCHAR, 
	officers VARCHAR, 
	badge VARCHAR, 
	category VARCHAR, 
	content VARCHAR, 
	verdict VARCHAR, 
	responsibility VARCHAR, 
	verdict_date VARCHAR, 
	severity VARCHAR, 
	handling VARCHAR, 
	merged_into VARCHAR, 
	salt VARCHAR, 
	personal VARCHAR, 
	kind VARCHAR, 
	state VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);
INSERT INTO "complaint" VALUES(1,2,2,'accepted',NULL,'2013-05-06',NULL,'甲先生',NULL,'测试一所','张甲甲',NULL,NULL,'态度差','属实',NULL,'2013-05-10','',NULL,NULL,'8c9606932e83aa6ba652ecfe9647e6a6','25651564b6c67bbce494ebfdeb75947ec77de53ee21cac54263f9bf28602c7fb',NULL,NULL);
INSERT INTO "complaint" VALUES(2,3,2,'accepted',NULL,'2013-05-06',NULL,'乙女士',NULL,'测试一所','张甲甲',NULL,NULL,'态度差','属实',NULL,'2013-05-10','',NULL,NULL,'f8b6e72eaa42f8a6c71d808c9351f0a9','93ea7bd35ee30dbd3faa122af2b63ac5098f78bd419a269bdf16fdc2b7354318',NULL,NULL);
INSERT INTO "complaint" VALUES(3,4,2,'accepted',NULL,'2013-05-06',NULL,'丙先生',NULL,'测试一所','张甲甲',NULL,NULL,'态度差','属实',NULL,'2013-05-10','',NULL,NULL,'b96eb3bb068c589b74ea7f159123eece','fe368a736688ff26a6d24bede248e2f7ab5be04e5c0d317096ddc58e8b288211',NULL,NULL);
INSERT INTO "complaint" VALUES(4,5,2,'accepted','TS1','2013-05-06',NULL,'丁女士',NULL,'测试一所','张甲甲',NULL,NULL,'让人久等','属实',NULL,'2013-05-11','',NULL,NULL,'b64b38a23b70ed4a104e08d1c0e531d3','ae6746340203468668d28af5e8fb50b233419b71156b6643e1a5e8d5639f51a3',NULL,NULL);
INSERT INTO "complaint" VALUES(5,6,2,'accepted',NULL,'2013-05-06',NULL,'戊先生',NULL,'测试一所','张甲甲',NULL,NULL,'说话难听','待查',NULL,'','',NULL,NULL,'421cede9c65af6c45ba37f01b8ebfaa3','6eb7b19e211d69a9a45bb59ed2499d20fce3deeef9edd4f7dfe5925760c7f2e6',NULL,NULL);
CREATE TABLE complaint_merge (
	id INTEGER NOT NULL, 
	merged VARCHAR NOT NULL, 
	"into" VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (merged)
);
CREATE TABLE correction (
	id INTEGER NOT NULL, 
	register_kind VARCHAR NOT NULL, 
	row_id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(batch_id) REFERENCES batch (id)
);
CREATE TABLE device (
	id INTEGER NOT NULL, 
	window VARCHAR NOT NULL, 
	evaluator VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (window, evaluator)
);
CREATE TABLE entry (
	id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	month VARCHAR NOT NULL, 
	day VARCHAR NOT NULL, 
	person VARCHAR, 
	badge VARCHAR NOT NULL, 
	person_key VARCHAR NOT NULL, 
	unit VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	points INTEGER NOT NULL, 
	rule VARCHAR NOT NULL, 
	clause VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	matter VARCHAR NOT NULL, 
	material VARCHAR NOT NULL, 
	evidence VARCHAR NOT NULL, 
	run_id INTEGER NOT NULL, 
	posted_at VARCHAR NOT NULL, 
	reverses INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(run_id) REFERENCES run (id), 
	UNIQUE (reverses), 
	FOREIGN KEY(reverses) REFERENCES entry (id)
);
INSERT INTO "entry" VALUES(1,2013,'2013-05','2013-05-10','张甲甲','900001','900001','测试一所','officer','谈话',0,'complaint','六(七)','2013-05-06 受理的投诉 2013-05-06 测试一所 认定有效，是本年第 1 起有效投诉','complaint:@2013-05-06@测试一所@900001@态度差:900001:谈话','1|900001|测试一所|2013-05-06|2013-05-10|sustained|False','[[2, "", "2"]]',1,'2014-01-08T01:30:00',NULL);
INSERT INTO "entry" VALUES(2,2013,'2013-05','2013-05-10','张甲甲','900001','900001','测试一所','officer','取消评先评优',0,'complaint','六(七)','2013-05-06 受理的投诉 2013-05-06 测试一所 认定有效，是本年第 1 起有效投诉','complaint:@2013-05-06@测试一所@900001@态度差:900001:取消评先评优','1|900001|测试一所|2013-05-06|2013-05-10|sustained|False','[[2, "", "2"]]',1,'2014-01-08T01:30:00',NULL);
INSERT INTO "entry" VALUES(3,2013,'2013-05','2013-05-10','张甲甲','900001','900001','测试一所','officer','告诫',0,'complaint','六(七)','2013-05-06 受理的投诉 2013-05-06 测试一所 认定有效，是本年第 2 起有效投诉','complaint:@2013-05-06@测试一所@900001@态度差@2:900001:告诫','2|900001|测试一所|2013-05-06|2013-05-10|sustained|False','[[3, "", "2"]]',1,'2014-01-08T01:30:00',NULL);
INSERT INTO "entry" VALUES(4,2013,'2013-05','2013-05-10','张甲甲','900001','900001','测试一所','officer','告诫',0,'complaint','六(七)','2013-05-06 受理的投诉 2013-05-06 测试一所 认定有效，是本年第 3 起有效投诉','complaint:@2013-05-06@测试一所@900001@态度差@3:900001:告诫','3|900001|测试一所|2013-05-06|2013-05-10|sustained|False','[[4, "", "2"]]',1,'2014-01-08T01:30:00',NULL);
INSERT INTO "entry" VALUES(5,2013,'2013-05','2013-05-11','张甲甲','900001','900001','测试一所','officer','告诫',0,'complaint','六(七)','2013-05-06 受理的投诉 TS1 认定有效，是本年第 4 起有效投诉','complaint:TS1@2013:900001:告诫','4|900001|测试一所|2013-05-06|2013-05-11|sustained|False','[[5, "", "2"]]',1,'2014-01-08T01:30:00',NULL);
INSERT INTO "entry" VALUES(6,2013,'2013-05','2013-05-10','钱庚庚','','领导:钱庚庚','测试一所','unit_lead','谈话',0,'escalation','六(七)','“张甲甲”年内告诫 1 次（2013-05）','escalation:900001:2013:unit_lead:领导:钱庚庚','complaint:@2013-05-06@测试一所@900001@态度差@2:900001:告诫|2013-05-10','[[3, "", "2"]]',1,'2014-01-08T01:30:00',NULL);
INSERT INTO "entry" VALUES(7,2013,'2013-05','2013-05-10','张甲甲','900001','900001','测试一所','officer','谈话',0,'complaint','六(七)','冲销第 1 号：2013-05-06 受理的投诉 2013-05-06 测试一所 认定有效，是本年第 1 起有效投诉','complaint:@2013-05-06@测试一所@900001@态度差:900001:谈话','1|900001|测试一所|2013-05-06|2013-05-10|sustained|False','[[2, "", "2"]]',2,'2014-01-08T01:30:00',1);
CREATE TABLE evaluation (
	id INTEGER NOT NULL, 
	time INTEGER NOT NULL, 
	who_id INTEGER NOT NULL, 
	rating VARCHAR NOT NULL, 
	nth INTEGER NOT NULL, 
	device_id INTEGER, 
	serial VARCHAR, 
	sheet_id INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(who_id) REFERENCES who (id), 
	FOREIGN KEY(device_id) REFERENCES device (id), 
	FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);
CREATE TABLE evaluation_aside (
	id INTEGER NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	fate VARCHAR NOT NULL, 
	serial VARCHAR, 
	unit VARCHAR, 
	window VARCHAR, 
	evaluator VARCHAR, 
	badge VARCHAR, 
	officer VARCHAR, 
	rating VARCHAR, 
	time VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);
CREATE TABLE filing (
	id INTEGER NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	fate VARCHAR NOT NULL, 
	unit VARCHAR, 
	what VARCHAR, 
	due VARCHAR, 
	filed VARCHAR, 
	month VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);
CREATE TABLE held_measure (
	id INTEGER NOT NULL, 
	measure VARCHAR NOT NULL, 
	matter VARCHAR NOT NULL, 
	done BOOLEAN NOT NULL, 
	recorded_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (measure)
);
CREATE TABLE inspection (
	id INTEGER NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	fate VARCHAR NOT NULL, 
	date VARCHAR, 
	unit VARCHAR, 
	officer VARCHAR, 
	badge VARCHAR, 
	kind VARCHAR, 
	item VARCHAR, 
	finding VARCHAR, 
	points VARCHAR, 
	severity VARCHAR, 
	inspector VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);
CREATE TABLE issued (
	id INTEGER NOT NULL, 
	number VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	period VARCHAR NOT NULL, 
	report VARCHAR NOT NULL, 
	through_entry INTEGER NOT NULL, 
	issued_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE (number)
);
CREATE TABLE journal (
	seq INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	host VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	detail VARCHAR NOT NULL, 
	seals VARCHAR NOT NULL, 
	previous VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "journal" VALUES(1,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','init','{"policy": "2013年“群众满意零投诉”窗口竞赛"}','{"table:award":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:carried_out":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:complaint_merge":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:device":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:held_measure":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:issued":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:layout":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:own_measure":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:policy":"bfcd41ccf2c49a7641a3de028b762a4d8b0278044ca0b2df2727794014718b41","table:voided":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:waiver":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:who":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','0000000000000000000000000000000000000000000000000000000000000000','2d76fe5d9d9fb83ea860ca4249e95c8e77274f283355043405d300cd86b4a4db');
INSERT INTO "journal" VALUES(2,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','resettle','{"accepted": 0, "rejected": 0}','{"batch:1":"6fb0933df3ccb2e076a81d5f56fca563a1273fca7b91952ef528297ded1eeaf7","table:device":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:who":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','2d76fe5d9d9fb83ea860ca4249e95c8e77274f283355043405d300cd86b4a4db','f25d94b6ddea9110b548abbed6d81d748441a29a64857ccca060ccb1f59e61e1');
INSERT INTO "journal" VALUES(3,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','import','{"accepted": 3, "batch": 1, "duplicate": 0, "file": "花名册.csv", "ignored": 1, "kind": "roster", "rejected": 0}','{"batch:1":"01a159a59adcba8dca6cbc4f3881cbc48bec83712c1dc1e87639423b5f2529ff","press:1":"9fb03d22515ca48e57b578de80bbc1e75d5126dbb2de6db177947c3da3b2276f"}','f25d94b6ddea9110b548abbed6d81d748441a29a64857ccca060ccb1f59e61e1','b5eb07a489b1807a9f9a432538700d4aaf719d45bb39f2a86f69a09d22dc1ef5');
INSERT INTO "journal" VALUES(4,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','import','{"accepted": 1, "batch": 2, "duplicate": 0, "file": "一.csv", "ignored": 1, "kind": "complaints", "rejected": 0}','{"batch:2":"14589df5bbdd19792240ba0f7ae91a2cbe27d73b2eceadb786edf19db44ed1ba","press:2":"9fb03d22515ca48e57b578de80bbc1e75d5126dbb2de6db177947c3da3b2276f"}','b5eb07a489b1807a9f9a432538700d4aaf719d45bb39f2a86f69a09d22dc1ef5','6ed4665d06293040ffb822d78660e396c91059062fce46fcc5026be8ddf4ed11');
INSERT INTO "journal" VALUES(5,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','import','{"accepted": 1, "batch": 3, "duplicate": 0, "file": "二.csv", "ignored": 1, "kind": "complaints", "rejected": 0}','{"batch:3":"4db8c252df7971986d3bd32cb4657e04ec39438ef3e8d83c8dddd00f394d80a2","press:3":"9fb03d22515ca48e57b578de80bbc1e75d5126dbb2de6db177947c3da3b2276f"}','6ed4665d06293040ffb822d78660e396c91059062fce46fcc5026be8ddf4ed11','1a1a94af05fcbd26b6040a71f4c6401d2562919bd92fa1c495e4629f85c40b1d');
INSERT INTO "journal" VALUES(6,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','import','{"accepted": 1, "batch": 4, "duplicate": 0, "file": "三.csv", "ignored": 1, "kind": "complaints", "rejected": 0}','{"batch:4":"187cd83a7d93d8e04b0c96299f79f95d213d9eba7da8a87c563447150572b984","press:4":"9fb03d22515ca48e57b578de80bbc1e75d5126dbb2de6db177947c3da3b2276f"}','1a1a94af05fcbd26b6040a71f4c6401d2562919bd92fa1c495e4629f85c40b1d','308adef2ffb37f923a0d55d043d35285b14b2507277254b5245448662757c9d6');
INSERT INTO "journal" VALUES(7,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','import','{"accepted": 1, "batch": 5, "duplicate": 0, "file": "号.csv", "ignored": 1, "kind": "complaints", "rejected": 0}','{"batch:5":"cd31b6ac49e99a928962c0fbc607af49d3c3f9757068a05e09ce4c35b18fb8ac","press:5":"9fb03d22515ca48e57b578de80bbc1e75d5126dbb2de6db177947c3da3b2276f"}','308adef2ffb37f923a0d55d043d35285b14b2507277254b5245448662757c9d6','631c12a8fe4a2e0cf852f492685ada3e326675e841261e3df4be6d436e0c8ead');
INSERT INTO "journal" VALUES(8,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','import','{"accepted": 1, "batch": 6, "duplicate": 0, "file": "待.csv", "ignored": 1, "kind": "complaints", "rejected": 0}','{"batch:6":"75921d3ee27d5492db08340f9376afd979b9d6a4fa33545432d1c7e9f49376fa","press:6":"9fb03d22515ca48e57b578de80bbc1e75d5126dbb2de6db177947c3da3b2276f"}','631c12a8fe4a2e0cf852f492685ada3e326675e841261e3df4be6d436e0c8ead','e56bcd87cbad28f960494ea887bcb97d0ae56562c2f2af9d086cce6ed100eb94');
INSERT INTO "journal" VALUES(9,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','assess','{"month": "2013-12", "posted": 6, "reversed": 0, "through": "2013-12"}','{"run:1":"6a6750a180d8f3b189c570ae6f1da612c97cd066ca86ea3ee0d61ea7684cbca7"}','e56bcd87cbad28f960494ea887bcb97d0ae56562c2f2af9d086cce6ed100eb94','83748cd9d72283e272fa98f898790c3f129e5a7b0e65d58efa8a7ab1bc4eb204');
INSERT INTO "journal" VALUES(10,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','waive','{"document": "1号", "entries": [1], "reason": "另有决定"}','{"run:2":"d7bc7f467031f7bd320a8d43e271af0f864c6bce00f454e7e6e0a52c1039b3ff","table:waiver":"40f0f0118c187f3060f85eb1a7ddcee4834dc7d199b8389f6e04a84435956f80"}','83748cd9d72283e272fa98f898790c3f129e5a7b0e65d58efa8a7ab1bc4eb204','8ea100fe8fe9eba875d8019ba09eedc345e822a2fa08e15130024cc63e9f10f2');
INSERT INTO "journal" VALUES(11,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','done','{"day": "2013-05-20", "entries": [3]}','{"table:carried_out":"b5167e4e5406576d3cc322a4e2a78d00565ea58b6f0064a7ad0fb5fbc85fbd0d","table:held_measure":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','8ea100fe8fe9eba875d8019ba09eedc345e822a2fa08e15130024cc63e9f10f2','1ec895edec6280ff3e1a451c69d9322de36d5e78470c3eafc50226d9f1afadc1');
INSERT INTO "journal" VALUES(12,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','assess','{"month": "2013-12", "posted": 0, "reversed": 0, "through": "2013-12"}','{"run:3":"bcbd6d71a6d5727f3f935db9e1d4e923f381d602a423d5cf03e4f55cdd717495"}','1ec895edec6280ff3e1a451c69d9322de36d5e78470c3eafc50226d9f1afadc1','305b3c1a27f71f8b813ddc76197c9bf9ce92b6fac6d8ff5c55e2c2bbf1b1d392');
INSERT INTO "journal" VALUES(13,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','resettle','{"accepted": 0, "rejected": 0}','{"batch:1":"01a159a59adcba8dca6cbc4f3881cbc48bec83712c1dc1e87639423b5f2529ff","batch:2":"42f1bafc681ed7040529ffe4484cf8b08cad0f1379e10895b5398dcee95c1843","batch:3":"8dfbfc1203399129289a964d20efcdc3c037b4d8bb394c800f457c6b574a4788","batch:4":"c7e7cd406956dda12004c6e2d1ac42f4e3d47463c9a1f9a55d6bf96214b4e836","batch:6":"caf6d34eaa4b49e78cca6f0fa77a725c74690d561ae6bff8d5bcef56ee58ce0a","table:device":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:who":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','305b3c1a27f71f8b813ddc76197c9bf9ce92b6fac6d8ff5c55e2c2bbf1b1d392','2dbec4d137a10eece6ba9725e04e88df0103ba3c77e7773494e3cc88e607811b');
INSERT INTO "journal" VALUES(14,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','undo','{"accepted": 0, "batch": 5, "file": "号.csv"}','{"batch:5":"412ab523dd099370cbcf9a5a71abea1483f60e346a373bbc924cc280a0bce4af","press:5":"9fb03d22515ca48e57b578de80bbc1e75d5126dbb2de6db177947c3da3b2276f"}','2dbec4d137a10eece6ba9725e04e88df0103ba3c77e7773494e3cc88e607811b','7dc943c71925b58909f623ecf361900d62491c6849d1416e7cc9c38534755b43');
CREATE TABLE journal_end (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL);
INSERT INTO "journal_end" VALUES(1,14);
CREATE TABLE kept_file (
	id INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	erased_at VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE (sha256)
);
INSERT INTO "kept_file" VALUES(1,'3d7efd50cec46e9d4918feec7a5be7df8e2ebd8981505ba056610b113d2bdb65',211,X'E58D95E4BD8D2CE59F8EE58CBAE5869CE69D912CE5A793E5908D2CE8ADA6E58FB72CE8A792E889B22CE4BBBBE8818CE8B5B72CE4BBBBE8818CE6ADA20AE6B58BE8AF95E4B880E689802CE59F8EE58CBA2CE5BCA0E794B2E794B22C3930303030312CE7AA97E58FA3E6B091E8ADA62C2C0AE6B58BE8AF95E4B880E689802CE59F8EE58CBA2CE992B1E5BA9AE5BA9A2C2CE8B4A3E4BBBBE9A286E5AFBC2C2C0AE6B58BE8AF95E4BA8CE689802CE5869CE69D912CE78E8BE4B899E4B8992C3930303030332CE7AA97E58FA3E6B091E8ADA62C2C0A',NULL);
INSERT INTO "kept_file" VALUES(2,'5e2f2d10307c0b76ed2693b8d21d6af7a1b6639c06935096e3167d8ff8dda03b',180,X'E58F97E79086E697A5E69C9F2CE68A95E8AF89E4BABA2CE8A2ABE68A95E8AF89E58D95E4BD8D2CE8A2ABE68A95E8AF89E6B091E8ADA62CE68A95E8AF89E58685E5AEB92CE8AEA4E5AE9AE7BB93E69E9C2CE8AEA4E5AE9AE697A5E69C9F2CE4B8A5E9878DE7A88BE5BAA60A323031332D30352D30362CE794B2E58588E7949F2CE6B58BE8AF95E4B880E689802CE5BCA0E794B2E794B22CE68081E5BAA6E5B7AE2CE5B19EE5AE9E2C323031332D30352D31302C0A',NULL);
INSERT INTO "kept_file" VALUES(3,'c7f033507621f1cbb6f7171032bccdc7a631e6c931cd7988971df650bcf70384',180,X'E58F97E79086E697A5E69C9F2CE68A95E8AF89E4BABA2CE8A2ABE68A95E8AF89E58D95E4BD8D2CE8A2ABE68A95E8AF89E6B091E8ADA62CE68A95E8AF89E58685E5AEB92CE8AEA4E5AE9AE7BB93E69E9C2CE8AEA4E5AE9AE697A5E69C9F2CE4B8A5E9878DE7A88BE5BAA60A323031332D30352D30362CE4B999E5A5B3E5A3AB2CE6B58BE8AF95E4B880E689802CE5BCA0E794B2E794B22CE68081E5BAA6E5B7AE2CE5B19EE5AE9E2C323031332D30352D31302C0A',NULL);
INSERT INTO "kept_file" VALUES(4,'f70d581624c9cafbc3478121564413e1b5177f286dae83eb52f347df21841a41',180,X'E58F97E79086E697A5E69C9F2CE68A95E8AF89E4BABA2CE8A2ABE68A95E8AF89E58D95E4BD8D2CE8A2ABE68A95E8AF89E6B091E8ADA62CE68A95E8AF89E58685E5AEB92CE8AEA4E5AE9AE7BB93E69E9C2CE8AEA4E5AE9AE697A5E69C9F2CE4B8A5E9878DE7A88BE5BAA60A323031332D30352D30362CE4B899E58588E7949F2CE6B58BE8AF95E4B880E689802CE5BCA0E794B2E794B22CE68081E5BAA6E5B7AE2CE5B19EE5AE9E2C323031332D30352D31302C0A',NULL);
INSERT INTO "kept_file" VALUES(5,'b3911e7e53dbc45bee880d9a7916405764912881740ce321d617cf9f7f8675c7',194,X'E7BC96E58FB72CE58F97E79086E697A5E69C9F2CE68A95E8AF89E4BABA2CE8A2ABE68A95E8AF89E58D95E4BD8D2CE8A2ABE68A95E8AF89E6B091E8ADA62CE68A95E8AF89E58685E5AEB92CE8AEA4E5AE9AE7BB93E69E9C2CE8AEA4E5AE9AE697A5E69C9F2CE4B8A5E9878DE7A88BE5BAA60A5453312C323031332D30352D30362CE4B881E5A5B3E5A3AB2CE6B58BE8AF95E4B880E689802CE5BCA0E794B2E794B22CE8AEA9E4BABAE4B985E7AD892CE5B19EE5AE9E2C323031332D30352D31312C0A',NULL);
INSERT INTO "kept_file" VALUES(6,'b5199b596d28b4e86bd58cd6c99ac6dc20bfa63ca2332ac11cb36182f588ad42',173,X'E58F97E79086E697A5E69C9F2CE68A95E8AF89E4BABA2CE8A2ABE68A95E8AF89E58D95E4BD8D2CE8A2ABE68A95E8AF89E6B091E8ADA62CE68A95E8AF89E58685E5AEB92CE8AEA4E5AE9AE7BB93E69E9C2CE8AEA4E5AE9AE697A5E69C9F2CE4B8A5E9878DE7A88BE5BAA60A323031332D30352D30362CE6888AE58588E7949F2CE6B58BE8AF95E4B880E689802CE5BCA0E794B2E794B22CE8AFB4E8AF9DE99ABEE590AC2CE5BE85E69FA52C2C0A',NULL);
CREATE TABLE layout (
	id INTEGER NOT NULL, 
	signature VARCHAR NOT NULL, 
	register_kind VARCHAR NOT NULL, 
	columns VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	file VARCHAR NOT NULL, 
	remembered_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (signature)
);
CREATE TABLE measure (
	id INTEGER NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	fate VARCHAR NOT NULL, 
	date VARCHAR, 
	officer VARCHAR, 
	badge VARCHAR, 
	unit VARCHAR, 
	measure VARCHAR, 
	reason VARCHAR, 
	issuer VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);
CREATE TABLE own_measure (
	measure_id INTEGER NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	PRIMARY KEY (measure_id), 
	FOREIGN KEY(measure_id) REFERENCES measure (id)
);
CREATE TABLE policy (
	id INTEGER NOT NULL, 
	effective_from VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	adopted_at VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "policy" VALUES(1,'2013-03-01','# The contest of 2013 as data. Every number stands once, beside the clause it comes from.
# Rates are text in percent, so that no float ever stands near them; points are whole numbers.

name = "2013年“群众满意零投诉”窗口竞赛"
effective_from = "2013-03-01"  # 七(二): 集中推进 begins in mid-March; see reading first_day

[bureau]
name = "县公安局"
office = "县局政工室"
contest = "“群众满意零投诉”窗口竞赛"
addressees = "各窗口单位"
copies = "局领导，窗口竞赛活动领导小组成员"
signature = ""            # empty: the bureau''s name
group = "窗口竞赛活动领导小组"  # 八(一): whom the award is proposed to
honour = "优秀窗口民警"       # 六(八): what is awarded

[titles]
# what the bulletins are called; in braces: bureau, contest, honour, period
monthly = "{contest}{period}通报"
quarterly = "{contest}{period}通报"
annual = "{contest}{period}总评"
awards = "{contest}{period}{honour}评选建议"
# a letter''s title in words that no line may break
letter = ["{bureau}关于", "{period}", "{contest}", "情况的通报"]
award_letter = ["{bureau}关于", "{period}", "{contest}", "{honour}", "评选的建议"]
award_notice = ["{bureau}关于", "{period}", "{contest}", "{honour}", "拟表彰人选的公示"]

[rate]
clause = "六(七)"
floor_percent = "95"      # 六(七): below it a month costs points and a 打招呼
target_percent = "100"    # 六(三): what a month''s rate should be
target_clause = "六(三)"
points = -10              # 六(七)
measure = "打招呼"         # 六(七)
penalty_per = "month"     # reading rate_each_month: "month" or "year"
small_count = 19          # with so few counted ones a single 不满意 is already below the floor

[complaint]
clause = "六(七)"
first = "谈话"             # 六(七)
second = "告诫"            # 六(七)
later = "告诫"             # reading third_complaint; "" gives none
second_keeps_first = true # reading second_on_top; false takes the 谈话 back when the 2nd is sustained
first_bars_awards = true  # 六(七)
alike_days = 7            # spec 3: received this near to each other, two complaints may be one grievance

[escalation]
clause = "六(七)"
limits = { "打招呼" = 3, "谈话" = 2, "告诫" = 1 }  # 六(七)
unit_lead = "谈话"         # 六(七)
bureau_lead = "打招呼"     # 六(七)
once_a_year = true        # reading one_escalation
issued_by = "bureau"      # reading issuers (六(七) 被县局); "any" counts what a unit issued itself as well

[serious]
clause = "六(七)"
officer = ["不得提拔任用", "追究责任"]
urban_officer = ["调整到农村派出所"]
unit_lead = ["追究责任"]

[manual]
clause = "六(七)"
carrying_out_days = 60    # spec 3: a logged talk this long after the entry''s month may be its carrying out

[inspection]
clause = "七(二)"          # an item in no list below
kinds = ["日常检查", "季度检查", "查处通报"]
good_practice_items = ["经验做法"]
good_practice_clause = "八(二)"
largest_deduction = 10    # reading inspection_points: more than this in one row is put before a person
largest_credit = 10       # the same for credits

[inspection.items]
"着装挂牌" = "六(一)"
"接待态度" = "六(二)"
"评价器使用" = "六(三)"
"服务制度" = "六(四)"
"服务承诺" = "六(五)"
"网上服务" = "六(六)"
"经验做法" = "八(二)"

[score]
base = 100                # reading score

[filing]
clause = "七(一)"
plan_due = "03-05"        # 七(一): the 5th of March included
plan_words = ["方案", "实施方案", "活动方案"]
nil_words = ["零报告"]     # spec 3: a unit says that nobody pressed its evaluators in a month

[ranking]
# 检查得分, 投诉 (fewer first) and 满意率 in the order in which they are compared: all three, each once
clause = "七(二)"
quarter = ["检查得分", "投诉", "满意率"]  # reading rank_quarter: the quarter''s 检查评比
year = ["投诉", "满意率", "检查得分"]     # reading rank_year: the year''s 总评

[awards]
clause = "六(八)"
shortlist_rank = 3        # 六(八): out of the top three
barred_hold_rank = false  # reading barred; true: the barred keep their place, and nobody moves up
fewest = 2                # 六(八)
most = 3                  # 六(八)
last_month = 12           # reading last_month
few_evaluations = 20      # spec 6: counted evaluations a month on average
half_year_share = "1/2"   # spec 6: posted for less than this share of the year

[assistance]
clause = "八(二)"
rate_percent = "95"
sustained_complaints = 2
received_complaints = 5
inspection_deduction = 5  # deductions in a quarter over this many points

[evaluator]
clause = "七(二)"
earliest_year = 2010      # spec 3: an evaluator''s clock that lost its battery

[anomalies]
# 六(三) forbids evaluating oneself: what is put before a person, who decides; nothing is removed by itself.
clause = "六(三)"
burst_presses = 4         # so many satisfied presses on one evaluator …
burst_seconds = 60        # … within so many seconds: faster than people can be served
after_bad_presses = 5     # so many satisfied presses …
after_bad_minutes = 10    # … within so many minutes after an unsatisfied one
even_presses = 6          # so many satisfied presses in a row …
even_seconds = 2          # … whose gaps differ by no more than this …
even_longest_minutes = 30 # … and are no longer than this
office_hours = ["08:00-12:00", "14:30-18:00"]
grace_minutes = 30        # 六(五): 延时、错时服务 so long before and after office hours is on duty
off_duty_presses = 5      # an officer''s month with so many off duty
night = "22:00-06:00"
night_presses = 1         # an officer''s month with so many at night
last_days = 3             # a month below the floor before its last days and not below it with them
most_by_chance = "1/100"  # what chance alone brings more often is not reported (bursts and nights always are)

[roles]
# reading officers: the roster''s words, and what the notice makes of them
"窗口民警" = "officer"
"责任人" = "officer"
"民警" = "officer"
"窗口辅警" = "auxiliary"
"辅警" = "auxiliary"
"责任领导" = "unit_lead"
"分管领导" = "unit_lead"
"主要领导" = "unit_lead"
"责任局领导" = "bureau_lead"
"局领导" = "bureau_lead"
"承包局领导" = "bureau_lead"
"组长" = "group_head"        # 八(一): the leading group
"副组长" = "group_deputy"
"成员" = "group_member"

[areas]
urban = ["城区", "城镇", "县城"]
rural = ["农村", "乡镇", "农村派出所"]

[issuers]
# reading issuers: who issued a logged measure, besides the units of the roster, which are known by their names.
# What stands before the bureau''s name is dropped; a blank is the bureau.
bureau = [
    "县局", "本局", "我局", "市局", "区局", "公安局", "县公安局", "市公安局", "区公安局", "局党委", "党委", "局领导", "局长", "政委",
    "副局长", "分管局领导", "分管副局长", "责任局领导", "承包局领导", "局务会", "局长办公会", "局办公室", "政工室", "政工科", "政治处", "政治部",
    "政工监督室", "督察", "督察队", "督察大队", "警务督察大队", "纪委", "局纪委", "纪检", "纪检组", "纪检监察", "纪检监察室", "监察室", "监察科",
    "领导小组", "活动领导小组", "竞赛活动领导小组", "窗口竞赛活动领导小组", "领导小组办公室", "竞赛办", "活动办",
]
unit = ["单位", "本单位", "所在单位", "所属单位", "派出所", "所在派出所", "本所", "所在大队", "本大队", "大队", "中队", "所领导", "所长", "教导员", "大队长"]

[ratings]
satisfied = ["非常满意", "满意", "基本满意", "很满意", "比较满意", "较满意", "十分满意", "完全满意"]
unsatisfied = ["一般", "不满意", "非常不满意", "不太满意", "很不满意", "较不满意", "比较不满意", "极不满意"]
unrated = ["未评价", "未做评价", "未作评价", "未评", "弃评", "放弃评价", "弃权", "超时", "超时未评价", "无评价", "未按键", "默认未评价"]

[scale]
# the scale''s own words; any other word above is a maker''s synonym, and no other rating of the same press
ratings = ["非常满意", "满意", "基本满意", "一般", "不满意", "非常不满意"]

[verdicts]
sustained = ["有效", "属实", "基本属实", "有责", "有效投诉", "成立", "查实"]
not_sustained = ["无效", "不属实", "查无实据", "查否", "无责", "无效投诉", "不成立", "不实", "未查实"]
withdrawn = ["撤诉", "不予受理"]    # reading withdrawn: decided, not sustained
pending = ["待查", "调查中", "办理中", "复核中", "待核查", "核查中", "正在办理", "未办结"]
by_responsibility = ["部分属实"]   # pending until a responsibility is entered

[responsibilities]
responsible = ["有责", "主要责任", "次要责任", "部分责任", "全部责任"]
not_responsible = ["无责"]

[severities]
serious = ["严重", "特别严重", "重大"]
ordinary = ["一般", "轻微", "较轻", "较重"]

[kinds]
# reading opinions: the kinds of matter in a register that holds more than complaints
complaints = [
    "投诉", "举报", "投诉举报", "信访投诉", "投诉类", "举报类", "投诉件", "举报件", "检举", "控告", "检举控告", "揭发控告", "申诉",
    "服务投诉", "效能投诉", "批评投诉",
]
opinions = [
    "表扬", "感谢", "咨询", "求助", "建议", "意见建议", "意见", "致谢", "赞扬", "表扬感谢", "感谢表扬", "点赞", "好评", "询问", "提问", "咨询求助",
    "表扬类", "感谢类", "咨询类", "求助类", "建议类", "意见类", "意见建议类", "表扬件", "感谢件", "咨询件", "求助件", "建议件",
]

[states]
# what a register''s column of states says of a matter
withdrawn = ["撤诉", "作废", "不予受理", "已撤诉", "已作废", "撤回", "已撤回", "撤销", "已撤销", "不受理"]  # reading withdrawn
plain = [
    "办结", "已办结", "办理中", "待办理", "未办结", "受理", "已受理", "待受理", "处理中", "待处理", "已处理", "在办", "待办", "调查中", "核查中", "待核查",
    "转办", "已转办", "交办", "已交办", "已派单", "待派单", "签收", "已签收", "已答复", "已回复", "已反馈", "待反馈", "结案", "已结案", "完成", "已完成",
    "归档", "已归档", "关闭", "已关闭", "回访", "已回访", "审核中", "已审核", "正常",
]

[units]
# taken off a unit''s word before it is compared, and the short forms of endings
prefixes = ["县公安局", "市公安局", "区公安局", "公安局", "县局", "市局"]
[units.endings]
"所" = "派出所"
"大队窗口" = "大队"
"派出所窗口" = "派出所"
"派出所户籍室" = "派出所"
"出入境" = "出入境大队"
"交管" = "交管大队"
"治安" = "治安大队"
"出入境管理大队" = "出入境大队"
"交警大队" = "交管大队"
"交通管理大队" = "交管大队"
"治安管理大队" = "治安大队"

# ---------------------------------------------------------------- clauses

[[clauses]]
clause = "六(一)"
what = "统一着装、挂牌上岗"
how = "inspection"

[[clauses]]
clause = "六(二)"
what = "接待态度，无“四难”，无有责任的投诉"
how = "inspection"

[[clauses]]
clause = "六(三)"
what = "每月满意率目标 100%；不得自行评价"
how = "report"
why = "低于 100% 只列出、不处理；自行评价须由人认定"

[[clauses]]
clause = "六(四)"
what = "首问负责、一次性告知、一窗式受理"
how = "inspection"

[[clauses]]
clause = "六(五)"
what = "延时、错时、预约服务，墟天提前开门"
how = "inspection"

[[clauses]]
clause = "六(六)"
what = "网上咨询、受理、审批"
how = "inspection"

[[clauses]]
clause = "六(七)"
what = "满意率、有效投诉、领导连带、严重问题的处理"
how = "rule"

[[clauses]]
clause = "六(八)"
what = "年终评选 2–3 名优秀窗口民警"
how = "rule"
why = "程序提出名次和人选，由领导小组决定"

[[clauses]]
clause = "七(一)"
what = "3 月 5 日前报送实施方案"
how = "tracked"
why = "登记按时、迟报、未报，不扣分"

[[clauses]]
clause = "七(二)"
what = "平时和每季度的检查，评价器使用情况的通报，年终总评"
how = "report"

[[clauses]]
clause = "七(三)"
what = "12 月评选表彰"
how = "report"

[[clauses]]
clause = "八(一)"
what = "领导小组"
how = "known"
why = "印在通报和评选表上"

[[clauses]]
clause = "八(二)"
what = "帮扶后进单位，推广好的做法"
how = "report"
why = "程序列名单和理由，帮扶由人安排"

[[clauses]]
clause = "八(三)"
what = "与其他创建活动结合"
how = "not_automated"
why = "没有可以计算的要求"

[[clauses]]
clause = "八(四)"
what = "宣传报道"
how = "not_automated"
why = "没有可以计算的要求"

[[clauses]]
clause = "五"
what = "活动任务（作风、能力、效能、满意度）"
how = "not_automated"
why = "是方向，没有标准；由第六条的措施体现"

# ---------------------------------------------------------------- readings of what the notice leaves open

[[readings]]
id = "satisfied"
clause = "六(七)"
question = "“基本满意”“一般”算不算满意？"
choice = "基本满意算满意，一般不算"
why = "基本满意仍是肯定；一般不是"
setting = "ratings.satisfied / ratings.unsatisfied"

[[readings]]
id = "self_evaluation"
clause = "六(三)"
question = "怎样算疑似自行评价，怎样处理？"
choice = "按连按、紧跟差评、夜间和班外、等间隔、月末拉高五种情形列出，由人认定作废以前照常计入"
why = "条文禁止自行评价，没有写怎样认定"
setting = "anomalies"

[[readings]]
id = "rate_each_month"
clause = "六(七)"
question = "扣 10 分是每个月一次，还是全年一次？"
choice = "每个低于 95% 的月份各扣一次、打招呼一次"
why = "条文以月为单位计算满意率"
setting = "rate.penalty_per"

[[readings]]
id = "second_on_top"
clause = "六(七)"
question = "第 2 起有效投诉的告诫，是否代替第 1 起的谈话？"
choice = "不代替，两次措施都算"
why = "两起投诉各有各的处理"
setting = "complaint.second_keeps_first"

[[readings]]
id = "third_complaint"
clause = "六(七)"
question = "第 3 起及以后怎样处理？"
choice = "每起再告诫一次"
why = "不应比第 2 起轻"
setting = "complaint.later"

[[readings]]
id = "opinions"
clause = "六(七)"
question = "登记簿里的表扬、咨询、求助、建议算不算投诉？"
choice = "不算：按意见收入、统计，没有别的效果"
why = "条文处理的是投诉"
setting = "kinds"

[[readings]]
id = "withdrawn"
clause = "六(七)"
question = "撤诉、不予受理的投诉怎样算？"
choice = "算已有结果，不算有效投诉"
why = "没有经过调查认定有责，也不再待查"
setting = "verdicts.withdrawn / states.withdrawn"

[[readings]]
id = "one_escalation"
clause = "六(七)"
question = "同一民警一年内多次达到条件，领导是否多次谈话？"
choice = "每名民警每年只触发一次"
why = "条文写的是“一次”"
setting = "escalation.once_a_year"

[[readings]]
id = "issuers"
clause = "六(七)"
question = "谁作出的措施算进领导连带的次数？"
choice = "只算县局作出的；单位自己作出的照样登记、列出，不算次数；没有写实施单位的是县局作出的"
why = "条文写的是“被县局”"
setting = "escalation.issued_by / issuers"

[[readings]]
id = "officers"
clause = "六(七)"
question = "名单里的责任人、责任领导是谁？"
choice = "责任人是窗口民警；责任领导是单位主要领导，也就是分管领导；责任局领导是承包局领导"
why = "名单的三栏与条文的三级对应"
setting = "roles"

[[readings]]
id = "first_day"
clause = "七(二)"
question = "从哪一天起计算？"
choice = "2013 年 3 月 1 日，3 月整月计算"
why = "满意率按月计算，3 月中旬开始推进，不拆月"
setting = "effective_from"

[[readings]]
id = "rank_quarter"
clause = "七(二)"
question = "每季度的检查评比，单位按什么排名次？"
choice = "先比检查得分，再比有效投诉（少者在前），再比满意率"
why = "条文写的是检查评比，以检查为先"
setting = "ranking.quarter"

[[readings]]
id = "rank_year"
clause = "七(二)"
question = "年终总评，单位按什么排名次？"
choice = "先比有效投诉（少者在前），再比满意率，再比检查得分"
why = "竞赛的名称和目标是群众满意、零投诉"
setting = "ranking.year"

[[readings]]
id = "score"
clause = "六(八)"
question = "“窗口综合考评”怎样计分？"
choice = "基础 100 分，加上当年全部扣分和检查加减分；同分先比全年满意率，再比有效评价数"
why = "条文没有公式，只有扣分"
setting = "score.base"

[[readings]]
id = "inspection_points"
clause = "七(二)"
question = "一次检查最多加、扣几分？"
choice = "加分、扣分都不超过 10 分，超过的行先由人核对"
why = "条文里最重的一次扣分是 10 分；更多的多半是把满分、得分当成了加扣分"
setting = "inspection.largest_deduction / inspection.largest_credit"

[[readings]]
id = "barred"
clause = "六(八)"
question = "被取消评先评优的民警占不占名次？"
choice = "不占，后面的人依次递补"
why = "前三名应当都是可以表彰的人"
setting = "awards.barred_hold_rank"

[[readings]]
id = "areas"
clause = "六(七)"
question = "哪些是城区窗口？"
choice = "三个大队和城关派出所是城区，其余派出所是农村"
why = "条文没有列明；以花名册“城区/农村”一栏为准"
setting = "花名册"

[[readings]]
id = "auxiliaries"
clause = "六(七)"
question = "窗口辅警怎样处理？"
choice = "评价计入单位，不受措施，不参加评优"
why = "条文只说窗口民警"
setting = "roles"

[[readings]]
id = "last_month"
clause = "七(三)"
question = "评优算到哪个月？"
choice = "算到 12 月"
why = "全年考评应当完整；也可以只算到 11 月"
setting = "awards.last_month"
','2014-01-08T01:30:00+00:00');
CREATE TABLE posting (
	id INTEGER NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	fate VARCHAR NOT NULL, 
	unit VARCHAR, 
	alias VARCHAR, 
	area VARCHAR, 
	name VARCHAR, 
	badge VARCHAR, 
	role VARCHAR, 
	window VARCHAR, 
	evaluator VARCHAR, 
	since VARCHAR, 
	until VARCHAR, 
	officers VARCHAR, 
	unit_lead VARCHAR, 
	bureau_lead VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);
INSERT INTO "posting" VALUES(1,1,2,'accepted','测试一所',NULL,'城区','张甲甲','900001','窗口民警',NULL,NULL,'','',NULL,NULL,NULL);
INSERT INTO "posting" VALUES(2,1,3,'accepted','测试一所',NULL,'城区','钱庚庚','','责任领导',NULL,NULL,'','',NULL,NULL,NULL);
INSERT INTO "posting" VALUES(3,1,4,'accepted','测试二所',NULL,'农村','王丙丙','900003','窗口民警',NULL,NULL,'','',NULL,NULL,NULL);
CREATE TABLE quarantine (
	id INTEGER NOT NULL, 
	register_kind VARCHAR NOT NULL, 
	row_id INTEGER NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	"column" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	cell BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);
CREATE TABLE run (
	id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	month VARCHAR NOT NULL, 
	through VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	posted INTEGER NOT NULL, 
	reversed INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "run" VALUES(1,2013,'2013-12','2013-12','2014-01-08T01:30:00',6,0);
INSERT INTO "run" VALUES(2,2013,'2013-12','2013-12','2014-01-08T01:30:00',0,1);
INSERT INTO "run" VALUES(3,2013,'2013-12','2013-12','2014-01-08T01:30:00',0,0);
CREATE TABLE sheet (
	id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	minutes BOOLEAN DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(batch_id) REFERENCES batch (id)
);
INSERT INTO "sheet" VALUES(1,1,'',0);
INSERT INTO "sheet" VALUES(2,2,'',0);
INSERT INTO "sheet" VALUES(3,3,'',0);
INSERT INTO "sheet" VALUES(4,4,'',0);
INSERT INTO "sheet" VALUES(5,5,'',0);
INSERT INTO "sheet" VALUES(6,6,'',0);
CREATE TABLE summary (
	id INTEGER NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	fate VARCHAR NOT NULL, 
	unit VARCHAR, 
	window VARCHAR, 
	evaluator VARCHAR, 
	badge VARCHAR, 
	officer VARCHAR, 
	month VARCHAR, 
	total VARCHAR, 
	rate VARCHAR, 
	day VARCHAR, 
	shift VARCHAR, 
	matter VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);
CREATE TABLE summary_count (
	summary_id INTEGER NOT NULL, 
	rating VARCHAR NOT NULL, 
	count VARCHAR NOT NULL, 
	PRIMARY KEY (summary_id, rating), 
	FOREIGN KEY(summary_id) REFERENCES summary (id)
);
CREATE TABLE voided (
	id INTEGER NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	time INTEGER NOT NULL, 
	rating VARCHAR NOT NULL, 
	unit VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	person_key VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (sheet_id, "row"), 
	FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);
CREATE TABLE waiver (
	id INTEGER NOT NULL, 
	matter VARCHAR NOT NULL, 
	entry_id INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (matter), 
	FOREIGN KEY(entry_id) REFERENCES entry (id)
);
INSERT INTO "waiver" VALUES(1,'complaint:@2013-05-06@测试一所@900001@态度差:900001:谈话',1,'另有决定','1号','2014-01-08T01:30:00');
CREATE TABLE who (
	id INTEGER NOT NULL, 
	unit VARCHAR NOT NULL, 
	badge VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	window VARCHAR NOT NULL, 
	evaluator VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (unit, badge, name, window, evaluator)
);
CREATE INDEX ix_entry_year ON entry (year);
CREATE INDEX ix_sheet_batch_id ON sheet (batch_id);
CREATE UNIQUE INDEX evaluation_once ON evaluation (time, who_id, rating, nth);
CREATE INDEX ix_evaluation_aside_sheet_id ON evaluation_aside (sheet_id);
CREATE INDEX ix_evaluation_aside_time ON evaluation_aside (time);
CREATE INDEX ix_summary_sheet_id ON summary (sheet_id);
CREATE INDEX ix_complaint_sheet_id ON complaint (sheet_id);
CREATE INDEX ix_inspection_sheet_id ON inspection (sheet_id);
CREATE INDEX ix_measure_sheet_id ON measure (sheet_id);
CREATE INDEX ix_filing_sheet_id ON filing (sheet_id);
CREATE INDEX ix_posting_sheet_id ON posting (sheet_id);
CREATE INDEX quarantine_row ON quarantine (register_kind, row_id);
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER journal_counted AFTER INSERT ON journal
    BEGIN INSERT INTO journal_end VALUES (1, NEW.seq) ON CONFLICT (one) DO UPDATE SET seq = NEW.seq; END;
CREATE VIEW "台账" AS SELECT e.id AS "编号", e.year AS "年份", e.month AS "月份", e.day AS "日期", e.unit AS "单位", e.person AS "姓名",
       e.badge AS "警号", e.role AS "身份", e.kind AS "种类", e.points AS "分值", e.clause AS "依据",
       e.reason AS "理由", e.posted_at AS "记账时间", e.reverses AS "冲销",
       CASE WHEN e.reverses IS NOT NULL THEN '冲销' WHEN r.id IS NOT NULL THEN '已冲销' ELSE '有效' END AS "状态"
FROM entry e LEFT JOIN entry r ON r.reverses = e.id;
CREATE VIEW "评价" AS SELECT e.id AS "编号", substr(e.time, 1, 4) || '-' || substr(e.time, 5, 2) || '-' || substr(e.time, 7, 2) || ' ' || substr(e.time, 9, 2) || ':' || substr(e.time, 11, 2) || ':' || substr(e.time, 13, 2) AS "评价时间", w.unit AS "单位", w.badge AS "警号", w.name AS "姓名",
       COALESCE(d.window, w.window) AS "窗口", COALESCE(d.evaluator, w.evaluator) AS "评价器",
       e.rating AS "评价结果", e.serial AS "流水号", b.id AS "批次", b.file AS "文件", s.name AS "工作表", e.row AS "行"
FROM evaluation e JOIN who w ON w.id = e.who_id LEFT JOIN device d ON d.id = e.device_id
JOIN sheet s ON s.id = e.sheet_id JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL;
CREATE VIEW "评价汇总" AS SELECT r.id AS "编号", r.unit AS "单位", r.badge AS "警号", r.officer AS "姓名", r.month AS "月份",
       c.rating AS "评价结果", c.count AS "个数", b.id AS "批次", b.file AS "文件", r.row AS "行"
FROM summary r JOIN summary_count c ON c.summary_id = r.id JOIN sheet s ON s.id = r.sheet_id
JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL AND r.fate = 'accepted';
CREATE VIEW "投诉" AS SELECT r.id AS "编号", r."number" AS "投诉编号", r."received" AS "受理日期", r."channel" AS "来源", r."unit" AS "被投诉单位", r."officers" AS "被投诉民警", r."category" AS "类别", r."kind" AS "诉求类型", r."verdict" AS "认定结果", r."responsibility" AS "责任认定", r."verdict_date" AS "认定日期", r."state" AS "登记状态", r."severity" AS "严重程度", r."merged_into" AS "并案编号", CASE r.fate WHEN 'accepted' THEN '收入' WHEN 'duplicate' THEN '重复' ELSE '待处理' END AS "状态", b.id AS "批次", b.file AS "文件", s.name AS "工作表", r.row AS "行" FROM complaint r JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL;
CREATE VIEW "检查" AS SELECT r.id AS "编号", r."date" AS "检查日期", r."unit" AS "单位", r."officer" AS "姓名", r."kind" AS "检查类别", r."item" AS "检查项目", r."finding" AS "情况", r."points" AS "加扣分", r."severity" AS "程度", r."inspector" AS "检查人", CASE r.fate WHEN 'accepted' THEN '收入' WHEN 'duplicate' THEN '重复' ELSE '待处理' END AS "状态", b.id AS "批次", b.file AS "文件", s.name AS "工作表", r.row AS "行" FROM inspection r JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL;
CREATE VIEW "措施" AS SELECT r.id AS "编号", r."date" AS "日期", r."officer" AS "姓名", r."unit" AS "单位", r."measure" AS "措施", r."reason" AS "事由", r."issuer" AS "实施单位", CASE r.fate WHEN 'accepted' THEN '收入' WHEN 'duplicate' THEN '重复' ELSE '待处理' END AS "状态", b.id AS "批次", b.file AS "文件", s.name AS "工作表", r.row AS "行" FROM measure r JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL;
CREATE VIEW "报送" AS SELECT r.id AS "编号", r."unit" AS "单位", r."what" AS "事项", r."due" AS "截止日期", r."filed" AS "报送日期", r."month" AS "月份", CASE r.fate WHEN 'accepted' THEN '收入' WHEN 'duplicate' THEN '重复' ELSE '待处理' END AS "状态", b.id AS "批次", b.file AS "文件", s.name AS "工作表", r.row AS "行" FROM filing r JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL;
CREATE VIEW "花名册" AS SELECT r.id AS "编号", r."unit" AS "单位", r."alias" AS "别名", r."area" AS "城区农村", r."name" AS "姓名", r."badge" AS "警号", r."role" AS "角色", r."window" AS "窗口", r."evaluator" AS "评价器", r."since" AS "任职起", r."until" AS "任职止", CASE r.fate WHEN 'accepted' THEN '收入' WHEN 'duplicate' THEN '重复' ELSE '待处理' END AS "状态", b.id AS "批次", b.file AS "文件", s.name AS "工作表", r.row AS "行" FROM posting r JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL;
CREATE VIEW "批次" AS SELECT id AS "批次", file AS "文件", folder AS "文件夹", register_kind AS "种类", rows AS "行数", accepted AS "收入",
       duplicates AS "重复", rejected AS "待处理", ignored AS "略过",
       imported_at AS "导入时间", undone_at AS "撤销时间"
FROM batch;
CREATE VIEW "日志" AS SELECT seq AS "序号", at AS "时间", actor AS "操作人", host AS "电脑", version AS "版本", action AS "操作",
       detail AS "内容", hash AS "校验码" FROM journal;
COMMIT;
