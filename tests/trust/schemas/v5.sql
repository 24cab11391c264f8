PRAGMA application_id = 2053928051;
PRAGMA user_version = 5;
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
INSERT INTO "batch" VALUES(1,'roster','rows','花名册.csv','tmprncq178w',1,'{}','2014-01-08T09:30:00',5,4,0,0,1,NULL,'2014-01-08T09:30:00');
INSERT INTO "batch" VALUES(2,'evaluations','detail','评价.csv','tmprncq178w',2,'{}','2014-01-08T09:30:00',49,48,0,0,1,NULL,NULL);
INSERT INTO "batch" VALUES(3,'complaints','rows','投诉.csv','tmprncq178w',3,'{}','2014-01-08T09:30:00',4,2,0,1,1,NULL,NULL);
INSERT INTO "batch" VALUES(4,'inspections','rows','检查.csv','tmprncq178w',4,'{}','2014-01-08T09:30:00',2,1,0,0,1,NULL,NULL);
CREATE TABLE bureau_name (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	set_at VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE business (
	id INTEGER NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	fate VARCHAR NOT NULL, 
	unit VARCHAR, 
	badge VARCHAR, 
	officer VARCHAR, 
	month VARCHAR, 
	matter VARCHAR, 
	number VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);
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
CREATE TABLE cleared (
	id INTEGER NOT NULL, 
	month VARCHAR NOT NULL, 
	evidence VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (month, evidence)
);
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
INSERT INTO "complaint" VALUES(1,3,2,'accepted','TS901','2013-05-06','来电','柏小林','13800007777','出入境大队','苏晓晴',NULL,'脸难看','柏小林（110101198001010017，电话13800007777）称态度冷淡','属实',NULL,'2013-05-20','一般','已道歉',NULL,'e99c4104b82624fdb989652fb1b5ffa6','9152d1a9598a61b46b194d38636bb29396e0eef9dbec6500b35f13d9db75d731',NULL,NULL);
INSERT INTO "complaint" VALUES(2,3,3,'accepted','TS902','2013-05-16','来电','柏小林','13800007777','出入境大队','唐文静',NULL,'脸难看','请回电13800007777','待查',NULL,'','一般','',NULL,'9b1977eeef118c49055f21f2ec384710','4bf80232b0e20a3de10edd43686b95e0852a3306aacfc02e68f2e92cd8d4c5ca',NULL,NULL);
INSERT INTO "complaint" VALUES(3,3,4,'rejected','TS903','2013-05-17','来电','柏小林','13800007777','出入境大队','查无此人',NULL,'脸难看','请回电13800007777','待查',NULL,'','一般','',NULL,'43db6b368619d14ec57d694558c81aec','bb124362c6ea004a73c4f2e75d5897f86b06f35df35a503b65bc9ce655a0e766',NULL,NULL);
CREATE TABLE complaint_key (
	row_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	PRIMARY KEY (row_id), 
	FOREIGN KEY(row_id) REFERENCES complaint (id)
);
INSERT INTO "complaint_key" VALUES(1,'TS901@2013');
INSERT INTO "complaint_key" VALUES(2,'TS902@2013');
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
INSERT INTO "entry" VALUES(1,2013,'2013-05','2013-05-31','苏晓晴','350101','350101','出入境大队','officer','扣分',-10,'rate','六(七)','2013-05 满意率 87.50%（有效评价 24，满意 21，不满意 3），低于 95%','rate:350101:2013-05:扣分','24/21','[[2, "", "2-25"]]',1,'2014-01-08T09:30:00',NULL);
INSERT INTO "entry" VALUES(2,2013,'2013-05','2013-05-31','苏晓晴','350101','350101','出入境大队','officer','打招呼',0,'rate','六(七)','2013-05 满意率 87.50%（有效评价 24，满意 21，不满意 3），低于 95%','rate:350101:2013-05:打招呼','24/21','[[2, "", "2-25"]]',1,'2014-01-08T09:30:00',NULL);
INSERT INTO "entry" VALUES(3,2013,'2013-05','2013-05-20','苏晓晴','350101','350101','出入境大队','officer','谈话',0,'complaint','六(七)','2013-05-06 受理的投诉 TS901 认定有效，是本年第 1 起有效投诉','complaint:TS901@2013:350101:谈话','1|350101|出入境大队|2013-05-06|2013-05-20|sustained|False','[[3, "", "2"]]',1,'2014-01-08T09:30:00',NULL);
INSERT INTO "entry" VALUES(4,2013,'2013-05','2013-05-20','苏晓晴','350101','350101','出入境大队','officer','取消评先评优',0,'complaint','六(七)','2013-05-06 受理的投诉 TS901 认定有效，是本年第 1 起有效投诉','complaint:TS901@2013:350101:取消评先评优','1|350101|出入境大队|2013-05-06|2013-05-20|sustained|False','[[3, "", "2"]]',1,'2014-01-08T09:30:00',NULL);
INSERT INTO "entry" VALUES(5,2013,'2013-05','2013-05-08','唐文静','350102','350102','出入境大队','officer','检查扣分',-2,'inspection','六(一)','2013-05-08 日常检查，着装挂牌，未挂牌，-2 分','inspection:2013-05-08|出入境大队|350102|日常检查|着装挂牌|未挂牌|1','2013-05-08|350102|出入境大队|日常检查|-2|False','[[4, "", "2"]]',1,'2014-01-08T09:30:00',NULL);
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
INSERT INTO "evaluation" VALUES(1,20130501091201,1,'不满意',0,NULL,NULL,2,2);
INSERT INTO "evaluation" VALUES(2,20130502091202,1,'不满意',0,NULL,NULL,2,3);
INSERT INTO "evaluation" VALUES(3,20130503091203,1,'不满意',0,NULL,NULL,2,4);
INSERT INTO "evaluation" VALUES(4,20130504091204,1,'满意',0,NULL,NULL,2,5);
INSERT INTO "evaluation" VALUES(5,20130505091205,1,'满意',0,NULL,NULL,2,6);
INSERT INTO "evaluation" VALUES(6,20130506091206,1,'满意',0,NULL,NULL,2,7);
INSERT INTO "evaluation" VALUES(7,20130507091207,1,'满意',0,NULL,NULL,2,8);
INSERT INTO "evaluation" VALUES(8,20130508091208,1,'满意',0,NULL,NULL,2,9);
INSERT INTO "evaluation" VALUES(9,20130509091209,1,'满意',0,NULL,NULL,2,10);
INSERT INTO "evaluation" VALUES(10,20130510091210,1,'满意',0,NULL,NULL,2,11);
INSERT INTO "evaluation" VALUES(11,20130511091211,1,'满意',0,NULL,NULL,2,12);
INSERT INTO "evaluation" VALUES(12,20130512091212,1,'满意',0,NULL,NULL,2,13);
INSERT INTO "evaluation" VALUES(13,20130513091213,1,'满意',0,NULL,NULL,2,14);
INSERT INTO "evaluation" VALUES(14,20130514091214,1,'满意',0,NULL,NULL,2,15);
INSERT INTO "evaluation" VALUES(15,20130515091215,1,'满意',0,NULL,NULL,2,16);
INSERT INTO "evaluation" VALUES(16,20130516091216,1,'满意',0,NULL,NULL,2,17);
INSERT INTO "evaluation" VALUES(17,20130517091217,1,'满意',0,NULL,NULL,2,18);
INSERT INTO "evaluation" VALUES(18,20130518091218,1,'满意',0,NULL,NULL,2,19);
INSERT INTO "evaluation" VALUES(19,20130519091219,1,'满意',0,NULL,NULL,2,20);
INSERT INTO "evaluation" VALUES(20,20130520091220,1,'满意',0,NULL,NULL,2,21);
INSERT INTO "evaluation" VALUES(21,20130521091221,1,'满意',0,NULL,NULL,2,22);
INSERT INTO "evaluation" VALUES(22,20130522091222,1,'满意',0,NULL,NULL,2,23);
INSERT INTO "evaluation" VALUES(23,20130523091223,1,'满意',0,NULL,NULL,2,24);
INSERT INTO "evaluation" VALUES(24,20130524091224,1,'满意',0,NULL,NULL,2,25);
INSERT INTO "evaluation" VALUES(25,20130501091201,2,'满意',0,NULL,NULL,2,26);
INSERT INTO "evaluation" VALUES(26,20130502091202,2,'满意',0,NULL,NULL,2,27);
INSERT INTO "evaluation" VALUES(27,20130503091203,2,'满意',0,NULL,NULL,2,28);
INSERT INTO "evaluation" VALUES(28,20130504091204,2,'满意',0,NULL,NULL,2,29);
INSERT INTO "evaluation" VALUES(29,20130505091205,2,'满意',0,NULL,NULL,2,30);
INSERT INTO "evaluation" VALUES(30,20130506091206,2,'满意',0,NULL,NULL,2,31);
INSERT INTO "evaluation" VALUES(31,20130507091207,2,'满意',0,NULL,NULL,2,32);
INSERT INTO "evaluation" VALUES(32,20130508091208,2,'满意',0,NULL,NULL,2,33);
INSERT INTO "evaluation" VALUES(33,20130509091209,2,'满意',0,NULL,NULL,2,34);
INSERT INTO "evaluation" VALUES(34,20130510091210,2,'满意',0,NULL,NULL,2,35);
INSERT INTO "evaluation" VALUES(35,20130511091211,2,'满意',0,NULL,NULL,2,36);
INSERT INTO "evaluation" VALUES(36,20130512091212,2,'满意',0,NULL,NULL,2,37);
INSERT INTO "evaluation" VALUES(37,20130513091213,2,'满意',0,NULL,NULL,2,38);
INSERT INTO "evaluation" VALUES(38,20130514091214,2,'满意',0,NULL,NULL,2,39);
INSERT INTO "evaluation" VALUES(39,20130515091215,2,'满意',0,NULL,NULL,2,40);
INSERT INTO "evaluation" VALUES(40,20130516091216,2,'满意',0,NULL,NULL,2,41);
INSERT INTO "evaluation" VALUES(41,20130517091217,2,'满意',0,NULL,NULL,2,42);
INSERT INTO "evaluation" VALUES(42,20130518091218,2,'满意',0,NULL,NULL,2,43);
INSERT INTO "evaluation" VALUES(43,20130519091219,2,'满意',0,NULL,NULL,2,44);
INSERT INTO "evaluation" VALUES(44,20130520091220,2,'满意',0,NULL,NULL,2,45);
INSERT INTO "evaluation" VALUES(45,20130521091221,2,'满意',0,NULL,NULL,2,46);
INSERT INTO "evaluation" VALUES(46,20130522091222,2,'满意',0,NULL,NULL,2,47);
INSERT INTO "evaluation" VALUES(47,20130523091223,2,'满意',0,NULL,NULL,2,48);
INSERT INTO "evaluation" VALUES(48,20130524091224,2,'满意',0,NULL,NULL,2,49);
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
	due VARCHAR, 
	rectified VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);
INSERT INTO "inspection" VALUES(1,4,2,'accepted','2013-05-08','出入境大队','唐文静',NULL,'日常检查','着装挂牌','未挂牌','-2','','检查组',NULL,NULL);
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
INSERT INTO "issued" VALUES(1,'〔2013〕1号','monthly','2013-05','{"name": "monthly", "title": "“群众满意零投诉”窗口竞赛2013年5月通报", "period": "2013-05", "bureau": "县公安局", "tables": [{"key": "units", "title": "窗口单位满意率", "columns": [{"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "counted", "heading": "有效评价", "look": "number", "measure": "个"}, {"key": "satisfied", "heading": "满意", "look": "number", "measure": "个"}, {"key": "unrated", "heading": "未评价", "look": "number", "measure": "个"}, {"key": "percent", "heading": "满意率", "look": "percent", "measure": "%"}, {"key": "received_complaints", "heading": "收到投诉", "look": "number", "measure": "件"}, {"key": "sustained_complaints", "heading": "有效投诉", "look": "number", "measure": "件"}, {"key": "pending_complaints", "heading": "待查投诉", "look": "number", "measure": "件"}, {"key": "note", "heading": "说明", "look": "text", "measure": ""}], "rows": [["出入境大队", 48, 45, 0, "93.75%", 2, 1, 1, "低于95%"]], "marked": [0], "total": ["合计", 48, 45, 0, "93.75%", 2, 1, 1, ""], "empty": "无", "note": "", "detail": false}, {"key": "reached", "title": "群众满意和零投诉的单位", "columns": [{"key": "what", "heading": "目标", "look": "word", "measure": ""}, {"key": "count", "heading": "单位数", "look": "number", "measure": "个"}, {"key": "units", "heading": "单位", "look": "text", "measure": ""}], "rows": [["群众满意 100%", 0, "—"], ["零投诉", 0, "—"], ["两项都达到", 0, "—"]], "marked": [], "total": null, "empty": "无", "note": "", "detail": false}, {"key": "change", "title": "与上期相比", "columns": [{"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "before", "heading": "上期满意率", "look": "percent", "measure": "%"}, {"key": "now", "heading": "本期满意率", "look": "percent", "measure": "%"}, {"key": "change", "heading": "增减（百分点）", "look": "word", "measure": ""}, {"key": "complaints_before", "heading": "上期有效投诉", "look": "number", "measure": "件"}, {"key": "complaints_now", "heading": "本期有效投诉", "look": "number", "measure": "件"}, {"key": "complaints_change", "heading": "增减（件）", "look": "word", "measure": ""}], "rows": [["出入境大队", null, "93.75%", "—", 0, 1, "+1"]], "marked": [], "total": ["合计", null, "93.75%", "—", 0, 1, "+1"], "empty": "无", "note": "上期有单位的评价数据尚未报送。", "detail": false}, {"key": "officers", "title": "窗口民警满意率", "columns": [{"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "officer", "heading": "姓名", "look": "word", "measure": ""}, {"key": "badge", "heading": "警号", "look": "word", "measure": ""}, {"key": "counted", "heading": "有效评价", "look": "number", "measure": "个"}, {"key": "satisfied", "heading": "满意", "look": "number", "measure": "个"}, {"key": "unrated", "heading": "未评价", "look": "number", "measure": "个"}, {"key": "percent", "heading": "满意率", "look": "percent", "measure": "%"}, {"key": "note", "heading": "说明", "look": "text", "measure": ""}], "rows": [["出入境大队", "苏晓晴", "350101", 24, 21, 0, "87.50%", "低于95%"], ["出入境大队", "唐文静", "350102", 24, 24, 0, "100.00%", ""]], "marked": [0], "total": ["合计", "", "", 48, 45, 0, "93.75%", ""], "empty": "无", "note": "", "detail": false}, {"key": "entries", "title": "本月记账", "columns": [{"key": "id", "heading": "编号", "look": "number", "measure": ""}, {"key": "month", "heading": "月份", "look": "word", "measure": ""}, {"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "person", "heading": "姓名", "look": "word", "measure": ""}, {"key": "role", "heading": "身份", "look": "word", "measure": ""}, {"key": "kind", "heading": "种类", "look": "word", "measure": ""}, {"key": "points", "heading": "分值", "look": "number", "measure": "分"}, {"key": "clause", "heading": "依据", "look": "word", "measure": ""}, {"key": "reason", "heading": "理由", "look": "text", "measure": ""}], "rows": [[1, "2013-05", "出入境大队", "苏晓晴", "窗口民警", "扣分", -10, "六(七)", "2013-05 满意率 87.50%（有效评价 24，满意 21，不满意 3），低于 95%"], [2, "2013-05", "出入境大队", "苏晓晴", "窗口民警", "打招呼", null, "六(七)", "2013-05 满意率 87.50%（有效评价 24，满意 21，不满意 3），低于 95%"], [3, "2013-05", "出入境大队", "苏晓晴", "窗口民警", "谈话", null, "六(七)", "2013-05-06 受理的投诉 TS901 认定有效，是本年第 1 起有效投诉"], [4, "2013-05", "出入境大队", "苏晓晴", "窗口民警", "取消评先评优", null, "六(七)", "2013-05-06 受理的投诉 TS901 认定有效，是本年第 1 起有效投诉"], [5, "2013-05", "出入境大队", "唐文静", "窗口民警", "检查扣分", -2, "六(一)", "2013-05-08 日常检查，着装挂牌，未挂牌，-2 分"]], "marked": [], "total": null, "empty": "无", "note": "", "detail": false}, {"key": "complaints", "title": "5月收到、认定和待查的投诉", "columns": [{"key": "number", "heading": "编号", "look": "word", "measure": ""}, {"key": "received", "heading": "受理日期", "look": "word", "measure": ""}, {"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "officers", "heading": "民警", "look": "text", "measure": ""}, {"key": "channel", "heading": "来源", "look": "word", "measure": ""}, {"key": "state", "heading": "认定", "look": "word", "measure": ""}], "rows": [["TS901", "2013-05-06", "出入境大队", "苏晓晴", "来电", "有效"], ["TS902", "2013-05-16", "出入境大队", "唐文静", "来电", "待查"]], "marked": [], "total": null, "empty": "无", "note": "", "detail": false}, {"key": "use", "title": "评价器使用", "columns": [{"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "days_without_use", "heading": "未使用天数", "look": "number", "measure": "天"}, {"key": "weekdays_without_use", "heading": "其中周一至周五", "look": "number", "measure": "天"}, {"key": "unrated_percent", "heading": "未评价占比", "look": "percent", "measure": "%"}, {"key": "counted_percent", "heading": "实际评价率", "look": "percent", "measure": "%"}, {"key": "percent", "heading": "满意率", "look": "percent", "measure": "%"}, {"key": "busiest_hours", "heading": "最忙时段", "look": "word", "measure": ""}, {"key": "quietest_hours", "heading": "最闲时段", "look": "word", "measure": ""}, {"key": "use", "heading": "情况", "look": "word", "measure": ""}], "rows": [["出入境大队", 7, 5, "0.00%", "100.00%", "93.75%", "9时(48)", "8、10、11等时(0)", ""]], "marked": [], "total": null, "empty": "无", "note": "", "detail": false}, {"key": "anomalies", "title": "疑似自行评价", "columns": [{"key": "number", "heading": "编号", "look": "number", "measure": ""}, {"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "officer", "heading": "姓名", "look": "word", "measure": ""}, {"key": "kind", "heading": "情形", "look": "word", "measure": ""}, {"key": "state", "heading": "认定", "look": "word", "measure": ""}, {"key": "chance", "heading": "碰巧的可能", "look": "word", "measure": ""}, {"key": "percent", "heading": "满意率", "look": "percent", "measure": ""}, {"key": "percent_without", "heading": "去掉后", "look": "percent", "measure": ""}, {"key": "said", "heading": "事实", "look": "text", "measure": ""}, {"key": "places", "heading": "所在行", "look": "text", "measure": ""}], "rows": [], "marked": [], "total": null, "empty": "无", "note": "", "detail": false}, {"key": "early_help", "title": "提前提醒", "columns": [{"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "officer", "heading": "姓名", "look": "word", "measure": ""}, {"key": "reasons", "heading": "需要提醒的情况", "look": "text", "measure": ""}], "rows": [["出入境大队", "苏晓晴", "年内已谈话 1 次，再有 1 次将对单位领导谈话"], ["出入境大队", "唐文静", "有 1 件投诉待查"]], "marked": [], "total": null, "empty": "无", "note": "", "detail": false}, {"key": "corrections", "title": "对以前通报的更正", "columns": [{"key": "id", "heading": "编号", "look": "number", "measure": ""}, {"key": "month", "heading": "月份", "look": "word", "measure": ""}, {"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "person", "heading": "姓名", "look": "word", "measure": ""}, {"key": "role", "heading": "身份", "look": "word", "measure": ""}, {"key": "kind", "heading": "种类", "look": "word", "measure": ""}, {"key": "points", "heading": "分值", "look": "number", "measure": "分"}, {"key": "clause", "heading": "依据", "look": "word", "measure": ""}, {"key": "reason", "heading": "理由", "look": "text", "measure": ""}], "rows": [], "marked": [], "total": null, "empty": "无", "note": "", "detail": false}, {"key": "outstanding", "title": "已记账、还没有登记执行的措施", "columns": [{"key": "id", "heading": "编号", "look": "number", "measure": ""}, {"key": "month", "heading": "月份", "look": "word", "measure": ""}, {"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "person", "heading": "姓名", "look": "word", "measure": ""}, {"key": "role", "heading": "身份", "look": "word", "measure": ""}, {"key": "kind", "heading": "种类", "look": "word", "measure": ""}, {"key": "points", "heading": "分值", "look": "number", "measure": "分"}, {"key": "clause", "heading": "依据", "look": "word", "measure": ""}, {"key": "reason", "heading": "理由", "look": "text", "measure": ""}], "rows": [[2, "2013-05", "出入境大队", "苏晓晴", "窗口民警", "打招呼", null, "六(七)", "2013-05 满意率 87.50%（有效评价 24，满意 21，不满意 3），低于 95%"], [3, "2013-05", "出入境大队", "苏晓晴", "窗口民警", "谈话", null, "六(七)", "2013-05-06 受理的投诉 TS901 认定有效，是本年第 1 起有效投诉"]], "marked": [], "total": null, "empty": "无", "note": "", "detail": true}, {"key": "readings", "title": "口径", "columns": [{"key": "clause", "heading": "条款", "look": "word", "measure": ""}, {"key": "question", "heading": "问题", "look": "text", "measure": ""}, {"key": "choice", "heading": "采用", "look": "text", "measure": ""}, {"key": "why", "heading": "理由", "look": "text", "measure": ""}], "rows": [["六(七)", "“基本满意”“一般”算不算满意？", "基本满意算满意，一般不算", "基本满意仍是肯定；一般不是"], ["六(七)", "评价器只有“满意、一般、不满意”三个键的，“一般”算什么？", "同别的评价器一样，算不满意", "能按满意的没有按满意"], ["六(三)", "怎样算疑似自行评价，怎样处理？", "按连按、紧跟差评、夜间和班外、等间隔、月末拉高五种情形列出，由人认定作废以前照常计入", "条文禁止自行评价，没有写怎样认定"], ["六(七)", "扣 10 分是每个月一次，还是全年一次？", "每个低于 95% 的月份各扣一次", "条文以月为单位计算满意率"], ["六(七)", "打招呼是每个月一次，还是全年一次？", "每个低于 95% 的月份各一次", "三次打招呼要连带领导，说明一年可以有多次"], ["六(七)", "有效评价很少的月份，满意率低于 95% 要不要处理？", "有一个有效评价就处理", "条文没有写最少几个；评价很少的，通报里注明"], ["六(七)", "第 2 起有效投诉的告诫，是否代替第 1 起的谈话？", "不代替，两次措施都算", "两起投诉各有各的处理"], ["六(七)", "第 3 起及以后怎样处理？", "每起再告诫一次", "不应比第 2 起轻"], ["六(七)", "登记簿里的表扬、咨询、求助、建议算不算投诉？", "不算：按意见收入、统计，没有别的效果", "条文处理的是投诉"], ["六(七)", "撤诉、不予受理的投诉怎样算？", "算已有结果，不算有效投诉", "没有经过调查认定有责，也不再待查"], ["六(七)", "同一民警一年内多次达到条件，领导是否多次谈话？", "每名民警每年只触发一次", "条文写的是“一次”"], ["六(七)", "谁作出的措施算进领导连带的次数？", "只算县局作出的；单位自己作出的照样登记、列出，不算次数；没有写实施单位的是县局作出的", "条文写的是“被县局”"], ["六(七)", "名单里的责任人、责任领导是谁？", "责任人是窗口民警；责任领导是单位主要领导，也就是分管领导；责任局领导是承包局领导", "名单的三栏与条文的三级对应"], ["七(二)", "从哪一天起计算？", "2013 年 3 月 1 日，3 月整月计算", "满意率按月计算，3 月中旬开始推进，不拆月"], ["六(七)", "3 月刚开始推进，满意率低于 95% 要不要处理？", "要，3 月同其他月份一样", "条文没有写试行期"], ["七(二)", "每季度的检查评比，单位按什么排名次？", "先比检查得分，再比有效投诉（少者在前），再比满意率", "条文写的是检查评比，以检查为先"], ["七(二)", "一个季度里一次也没有检查到的单位，排不排名次？", "照样排，按基础分，注明“未检查”", "没有检查到不是单位的错；投诉和满意率仍然可比"], ["七(二)", "年终总评，单位按什么排名次？", "先比有效投诉（少者在前），再比满意率，再比检查得分", "竞赛的名称和目标是群众满意、零投诉"], ["六(八)", "“窗口综合考评”怎样计分？", "基础 100 分，加上当年全部扣分和检查加减分", "条文没有公式，只有扣分"], ["六(八)", "民警得分相同，名次怎样分先后？", "先比全年满意率，再比有效评价数；都相同的名次并列", "竞赛看的是群众满意；评价多的，满意率更可靠"], ["七(二)", "一次检查最多加、扣几分？", "加分、扣分都不超过 10 分，超过的行先由人核对", "条文里最重的一次扣分是 10 分；更多的多半是把满分、得分当成了加扣分"], ["六(八)", "哪些分计入民警的得分？", "全部扣分和检查加减分", "综合考评不只看满意率"], ["六(七)", "严重问题要追究的“分管领导”是谁？", "单位的责任领导", "名单里每个单位只列了一名责任领导"], ["六(七)", "“严重问题、造成不良影响”要不要两样都有？", "登记为严重就够", "严重的问题很难没有不良影响；登记簿一般只有严重程度一栏"], ["六(七)", "取消评先评优、不得提拔任用管到什么时候？", "管到记账那一年的年底；调整到农村派出所的，登记执行以后就不再列出", "条文写的是当年不得提拔任用，评先评优也按年进行"], ["六(七)", "民警不服，多少天内可以提出申诉？", "记账之日起 30 天内；过了期的也登记，注明逾期", "条文没有写；一个月够看到通报、核对原件，逾期的由领导小组酌定"], ["六(八)", "优秀民警从“前三名”中产生，是民警的前三名，还是单位的前三名？", "民警的前三名", "评的是民警，综合考评的分数也是民警的；名次相同的一并入围"], ["六(八)", "被取消评先评优的民警占不占名次？", "不占，后面的人依次递补", "前三名应当都是可以表彰的人"], ["六(八)", "有严重问题、或者自行评价已经认定的民警，能不能评优？", "不论第几名，都写明情况，由领导小组决定", "条文只写了有效投诉取消评先评优，没有写这两种"], ["六(八)", "拟表彰人选公示几天？", "7 天，首尾两天都算", "条文没有写；一周够群众看到和反映"], ["八(二)", "实施方案迟报、未报，到什么时候还是帮扶的理由？", "报来以前每期都是；报来以后只在应当报送的那一期是", "帮扶为的是把事情办成，办成了就不再是后进"], ["六(七)", "哪些是城区窗口？", "三个大队和城关派出所是城区，其余派出所是农村", "条文没有列明；以花名册“城区/农村”一栏为准"], ["六(七)", "窗口辅警怎样处理？", "评价计入单位，不受措施，不参加评优", "条文只说窗口民警"], ["七(三)", "评优算到哪个月？", "算到 12 月", "全年考评应当完整；也可以只算到 11 月"]], "marked": [], "total": null, "empty": "无", "note": "", "detail": false}], "attention": ["有 1 行待处理，没有计入：请看 zlts quarantine", "有 1 件投诉尚未认定，可能影响结果：请看 zlts complaints --pending", "有 2 项措施已记账、还没有登记执行：执行后用 zlts done 登记"], "basis": ["通报编号：〔2013〕1号。", "统计期间：2013年5月（2013-05-01 至 2013-05-31）。", "依据：2013年“群众满意零投诉”窗口竞赛，自 2013-03-01 起；共收入 4 批文件。", "满意率＝满意数÷有效评价数，保留两位小数，只舍不入；未评价不计入。", "0 是统计后为零，“—”是不适用，“未报”是月份已过、评价数据尚未报送。", "检查发现的问题已整改 0/1。", "台账校验码：9575-f978-ad72-c06e-n（日志 7 条）。", "口径：条文没有写明的地方共 34 处，怎样读见“口径”表。", "依据 六(三)，疑似情形由人认定；认定作废以前照常计入，程序不自动去掉任何一条。"], "machine": {"month": "2013-05", "finished": true, "missing": {}, "units_expected": 1, "units_reported": 1, "units": [{"unit": "出入境大队", "counted": 48, "satisfied": 45, "unrated": 0, "percent": "93.75%", "note": "低于95%", "received_complaints": 2, "sustained_complaints": 1, "pending_complaints": 1, "days_without_use": 7, "weekdays_without_use": 5, "pressed": 48, "unrated_percent": "0.00%", "counted_percent": "100.00%", "busiest_hours": [9], "busiest": 48, "quietest_hours": [8, 10, 11, 14, 15, 16, 17], "quietest": 0, "silent": false, "use": "", "before": {"period": "2013-04", "percent": null, "percent_change": null, "received_complaints": 0, "sustained_complaints": 0, "sustained_change": 1, "score": null, "score_change": null, "rank": null}}], "totals": {"received_complaints": 2, "sustained_complaints": 1, "pending_complaints": 1}, "before": {"period": "2013-04", "percent": null, "percent_change": null, "received_complaints": 0, "sustained_complaints": 0, "sustained_change": 1, "score": null, "score_change": null, "rank": null}, "reached": {"full_satisfaction": [], "zero_complaints": [], "both": [], "unsettled": []}, "officers": [{"unit": "出入境大队", "officer": "苏晓晴", "badge": "350101", "counted": 24, "satisfied": 21, "unrated": 0, "percent": "87.50%", "note": "低于95%", "served": ["出入境大队"]}, {"unit": "出入境大队", "officer": "唐文静", "badge": "350102", "counted": 24, "satisfied": 24, "unrated": 0, "percent": "100.00%", "note": "", "served": ["出入境大队"]}], "entries": [{"id": 1, "month": "2013-05", "person": "苏晓晴", "badge": "350101", "unit": "出入境大队", "role": "officer", "kind": "扣分", "points": -10, "rule": "rate", "clause": "六(七)", "reason": "2013-05 满意率 87.50%（有效评价 24，满意 21，不满意 3），低于 95%", "evidence": [{"batch": 2, "file": "评价.csv", "sheet": "", "row": 2}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 3}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 4}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 5}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 6}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 7}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 8}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 9}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 10}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 11}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 12}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 13}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 14}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 15}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 16}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 17}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 18}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 19}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 20}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 21}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 22}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 23}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 24}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 25}], "status": "active", "day": "2013-05-31"}, {"id": 2, "month": "2013-05", "person": "苏晓晴", "badge": "350101", "unit": "出入境大队", "role": "officer", "kind": "打招呼", "points": 0, "rule": "rate", "clause": "六(七)", "reason": "2013-05 满意率 87.50%（有效评价 24，满意 21，不满意 3），低于 95%", "evidence": [{"batch": 2, "file": "评价.csv", "sheet": "", "row": 2}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 3}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 4}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 5}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 6}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 7}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 8}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 9}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 10}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 11}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 12}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 13}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 14}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 15}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 16}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 17}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 18}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 19}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 20}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 21}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 22}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 23}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 24}, {"batch": 2, "file": "评价.csv", "sheet": "", "row": 25}], "status": "active", "day": "2013-05-31"}, {"id": 3, "month": "2013-05", "person": "苏晓晴", "badge": "350101", "unit": "出入境大队", "role": "officer", "kind": "谈话", "points": 0, "rule": "complaint", "clause": "六(七)", "reason": "2013-05-06 受理的投诉 TS901 认定有效，是本年第 1 起有效投诉", "evidence": [{"batch": 3, "file": "投诉.csv", "sheet": "", "row": 2}], "status": "active", "day": "2013-05-20"}, {"id": 4, "month": "2013-05", "person": "苏晓晴", "badge": "350101", "unit": "出入境大队", "role": "officer", "kind": "取消评先评优", "points": 0, "rule": "complaint", "clause": "六(七)", "reason": "2013-05-06 受理的投诉 TS901 认定有效，是本年第 1 起有效投诉", "evidence": [{"batch": 3, "file": "投诉.csv", "sheet": "", "row": 2}], "status": "active", "day": "2013-05-20"}, {"id": 5, "month": "2013-05", "person": "唐文静", "badge": "350102", "unit": "出入境大队", "role": "officer", "kind": "检查扣分", "points": -2, "rule": "inspection", "clause": "六(一)", "reason": "2013-05-08 日常检查，着装挂牌，未挂牌，-2 分", "evidence": [{"batch": 4, "file": "检查.csv", "sheet": "", "row": 2}], "status": "active", "day": "2013-05-08"}], "early_help": [{"unit": "出入境大队", "officer": "苏晓晴", "badge": "350101", "reasons": ["年内已谈话 1 次，再有 1 次将对单位领导谈话"]}, {"unit": "出入境大队", "officer": "唐文静", "badge": "350102", "reasons": ["有 1 件投诉待查"]}], "anomalies": [], "corrections": [], "business": [], "figure_corrections": [], "objections": [], "findings": [{"id": "4:2", "day": "2013-05-08", "unit": "出入境大队", "officer": "唐文静", "item": "着装挂牌", "finding": "未挂牌", "due": "", "said": "", "done_on": "", "by": "", "document": "", "state": "未整改"}], "basis": ["统计期间：2013年5月（2013-05-01 至 2013-05-31）。", "依据：2013年“群众满意零投诉”窗口竞赛，自 2013-03-01 起；共收入 4 批文件。", "满意率＝满意数÷有效评价数，保留两位小数，只舍不入；未评价不计入。", "0 是统计后为零，“—”是不适用，“未报”是月份已过、评价数据尚未报送。", "检查发现的问题已整改 0/1。", "台账校验码：9575-f978-ad72-c06e-n（日志 7 条）。", "口径：条文没有写明的地方共 34 处，怎样读见“口径”表。", "依据 六(三)，疑似情形由人认定；认定作废以前照常计入，程序不自动去掉任何一条。"], "source": {"bureau": "县公安局", "period": "2013-05", "policies": [{"name": "2013年“群众满意零投诉”窗口竞赛", "effective_from": "2013-03-01", "digest": "ab1230f8987ec7672779cf9646dc1a43474e6343a32f6acb10b5479e54bcad83", "differs": []}], "journal_head": "9575f978ad72c06e9c7afaa6f6658102734106c5967ef679493d00486a893a63", "journal_length": 7, "program": "0.1.0", "passes_behind": false}}, "charts": [], "personal": false, "office": "县局政工室", "incomplete": false, "told": true, "letter": {"title": ["××县公安局关于", "2013年5月", "“群众满意零投诉”窗口竞赛", "情况的通报"], "body": ["根据“群众满意零投诉”窗口竞赛活动安排，现将2013年5月有关情况通报如下：", {"heading": "基本情况", "parts": [{"heading": "满意率", "parts": ["本月，1个窗口单位共收到有效评价48个，其中满意45个、不满意3个，满意率93.75%。无满意率达到100%的单位，低于95%的单位1个。与上月相比，有效投诉增加1件。"]}, {"heading": "投诉受理和核查", "parts": ["本月共受理投诉2件（脸难看2件），认定有效投诉1件；截至目前尚待核查1件。"]}, {"heading": "群众满意和零投诉", "parts": ["群众满意100%的单位0个；零投诉单位0个；两项都达到的单位0个。"]}, {"heading": "检查考评", "parts": ["共登记检查情况1条（日常检查1条），无加分，扣2分。"]}, {"heading": "评价器使用", "parts": ["无整月不使用评价器的单位。有未使用日（含休息日）的单位：出入境大队7天。"]}]}, {"heading": "经验做法", "parts": ["本月检查登记中没有加分或经验做法。", "【请补写：值得推广的做法、成效和推广要求】"]}, {"heading": "存在问题", "parts": [{"heading": "满意率低于95%", "parts": ["单位1个、窗口民警1人次：", {"heading": "出入境大队", "parts": ["全单位93.75%（有效评价48个，满意45个）；苏晓晴87.50%（有效评价24个，满意21个）。"]}]}, {"heading": "有效投诉", "parts": ["本月1件：", {"heading": "出入境大队", "parts": ["苏晓晴，脸难看，群众反映“投诉人（***，电话***）称态度冷淡”（TS901号，5月6日受理），给予谈话一次、取消当年评先评优资格。"]}]}, {"heading": "检查发现的问题", "parts": ["着装挂牌1条，共扣2分：出入境大队唐文静未挂牌（扣2分）。"]}, {"heading": "原因分析", "parts": ["【请补写：问题的成因和教训】"]}]}, {"heading": "“三项制度”执行情况", "parts": ["本月应当执行“三项制度”：对窗口民警打招呼1人次、谈话1人次。其中2项尚未登记执行情况。因月满意率低于95%，年终绩效考评扣分1人次，共扣10分；取消1名窗口民警当年评先评优资格。", "【请补写：各项措施的执行时间、执行人和整改情况】"]}, {"heading": "下一步工作要求", "parts": ["有关单位和职能部门要抓紧核查尚未认定的1件投诉。各窗口单位要对照活动方案第六条第（三）项每月满意率100%的要求，规范使用评价器，严禁自行评价。", "【请补写：其他工作要求】"]}, "特此通报。"], "signature": "××县公安局", "day": "2014-01-08", "addressee": "各窗口单位", "annexes": [{"title": "2013年5月窗口服务统计表", "tables": [{"key": "units", "title": "窗口单位满意率", "columns": [{"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "counted", "heading": "有效评价", "look": "number", "measure": "个"}, {"key": "satisfied", "heading": "满意", "look": "number", "measure": "个"}, {"key": "unrated", "heading": "未评价", "look": "number", "measure": "个"}, {"key": "percent", "heading": "满意率", "look": "percent", "measure": "%"}, {"key": "received_complaints", "heading": "收到投诉", "look": "number", "measure": "件"}, {"key": "sustained_complaints", "heading": "有效投诉", "look": "number", "measure": "件"}, {"key": "pending_complaints", "heading": "待查投诉", "look": "number", "measure": "件"}, {"key": "note", "heading": "说明", "look": "text", "measure": ""}], "rows": [["出入境大队", 48, 45, 0, "93.75%", 2, 1, 1, "低于95%"]], "marked": [0], "total": ["合计", 48, 45, 0, "93.75%", 2, 1, 1, ""], "empty": "无", "note": "", "detail": false}, {"key": "reached", "title": "群众满意和零投诉的单位", "columns": [{"key": "what", "heading": "目标", "look": "word", "measure": ""}, {"key": "count", "heading": "单位数", "look": "number", "measure": "个"}, {"key": "units", "heading": "单位", "look": "text", "measure": ""}], "rows": [["群众满意 100%", 0, "—"], ["零投诉", 0, "—"], ["两项都达到", 0, "—"]], "marked": [], "total": null, "empty": "无", "note": "", "detail": false}, {"key": "change", "title": "与上期相比", "columns": [{"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "before", "heading": "上期满意率", "look": "percent", "measure": "%"}, {"key": "now", "heading": "本期满意率", "look": "percent", "measure": "%"}, {"key": "change", "heading": "增减（百分点）", "look": "word", "measure": ""}, {"key": "complaints_before", "heading": "上期有效投诉", "look": "number", "measure": "件"}, {"key": "complaints_now", "heading": "本期有效投诉", "look": "number", "measure": "件"}, {"key": "complaints_change", "heading": "增减（件）", "look": "word", "measure": ""}], "rows": [["出入境大队", null, "93.75%", "—", 0, 1, "+1"]], "marked": [], "total": ["合计", null, "93.75%", "—", 0, 1, "+1"], "empty": "无", "note": "上期有单位的评价数据尚未报送。", "detail": false}, {"key": "officers", "title": "窗口民警满意率", "columns": [{"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "officer", "heading": "姓名", "look": "word", "measure": ""}, {"key": "badge", "heading": "警号", "look": "word", "measure": ""}, {"key": "counted", "heading": "有效评价", "look": "number", "measure": "个"}, {"key": "satisfied", "heading": "满意", "look": "number", "measure": "个"}, {"key": "unrated", "heading": "未评价", "look": "number", "measure": "个"}, {"key": "percent", "heading": "满意率", "look": "percent", "measure": "%"}, {"key": "note", "heading": "说明", "look": "text", "measure": ""}], "rows": [["出入境大队", "苏晓晴", "350101", 24, 21, 0, "87.50%", "低于95%"], ["出入境大队", "唐文静", "350102", 24, 24, 0, "100.00%", ""]], "marked": [0], "total": ["合计", "", "", 48, 45, 0, "93.75%", ""], "empty": "无", "note": "", "detail": false}, {"key": "entries", "title": "本月记账", "columns": [{"key": "id", "heading": "编号", "look": "number", "measure": ""}, {"key": "month", "heading": "月份", "look": "word", "measure": ""}, {"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "person", "heading": "姓名", "look": "word", "measure": ""}, {"key": "role", "heading": "身份", "look": "word", "measure": ""}, {"key": "kind", "heading": "种类", "look": "word", "measure": ""}, {"key": "points", "heading": "分值", "look": "number", "measure": "分"}, {"key": "clause", "heading": "依据", "look": "word", "measure": ""}, {"key": "reason", "heading": "理由", "look": "text", "measure": ""}], "rows": [[1, "2013-05", "出入境大队", "苏晓晴", "窗口民警", "扣分", -10, "六(七)", "2013-05 满意率 87.50%（有效评价 24，满意 21，不满意 3），低于 95%"], [2, "2013-05", "出入境大队", "苏晓晴", "窗口民警", "打招呼", null, "六(七)", "2013-05 满意率 87.50%（有效评价 24，满意 21，不满意 3），低于 95%"], [3, "2013-05", "出入境大队", "苏晓晴", "窗口民警", "谈话", null, "六(七)", "2013-05-06 受理的投诉 TS901 认定有效，是本年第 1 起有效投诉"], [4, "2013-05", "出入境大队", "苏晓晴", "窗口民警", "取消评先评优", null, "六(七)", "2013-05-06 受理的投诉 TS901 认定有效，是本年第 1 起有效投诉"], [5, "2013-05", "出入境大队", "唐文静", "窗口民警", "检查扣分", -2, "六(一)", "2013-05-08 日常检查，着装挂牌，未挂牌，-2 分"]], "marked": [], "total": null, "empty": "无", "note": "", "detail": false}, {"key": "use", "title": "评价器使用", "columns": [{"key": "unit", "heading": "单位", "look": "word", "measure": ""}, {"key": "days_without_use", "heading": "未使用天数", "look": "number", "measure": "天"}, {"key": "weekdays_without_use", "heading": "其中周一至周五", "look": "number", "measure": "天"}, {"key": "unrated_percent", "heading": "未评价占比", "look": "percent", "measure": "%"}, {"key": "counted_percent", "heading": "实际评价率", "look": "percent", "measure": "%"}, {"key": "percent", "heading": "满意率", "look": "percent", "measure": "%"}, {"key": "busiest_hours", "heading": "最忙时段", "look": "word", "measure": ""}, {"key": "quietest_hours", "heading": "最闲时段", "look": "word", "measure": ""}, {"key": "use", "heading": "情况", "look": "word", "measure": ""}], "rows": [["出入境大队", 7, 5, "0.00%", "100.00%", "93.75%", "9时(48)", "8、10、11等时(0)", ""]], "marked": [], "total": null, "empty": "无", "note": "", "detail": false}], "paragraphs": [], "mark": "", "apart": true}], "copies": "局领导，窗口竞赛活动领导小组成员", "issuer": "县局政工室", "number": "〔2013〕1号", "period": "2013年5月", "figures": [["有效评价数", "48"], ["满意数", "45"], ["不满意数", "3"], ["未评价数", "0"], ["满意率", "93.75%"], ["受理投诉数", "2"], ["有效投诉数", "1"], ["待查投诉数", "1"]]}}',5,'2014-01-08T09:30:00',NULL);
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
INSERT INTO "journal" VALUES(1,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','init','{"policy": "2013年“群众满意零投诉”窗口竞赛"}','{"schema":"352b61b97ff9d9e40361c164a7d895144d33ac761adcf477589b7032c23caca8","table:award":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:bureau_name":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:carried_out":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:cleared":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:complaint_key":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:complaint_merge":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:device":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:held_measure":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:issued":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:layout":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:objection":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:own_measure":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:policy":"06a9049068b7a43dbd7d242a5fb46a55648cbc5f038e908a54db74d4e885db0f","table:rectified":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:unusable":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:voided":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:waiver":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:who":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','0000000000000000000000000000000000000000000000000000000000000000','a5ec828167969d1ca09ed1d030e141b643fcaca4a91963cb1533f76c70af883b');
INSERT INTO "journal" VALUES(2,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','resettle','{"accepted": 0, "rejected": 0}','{"batch:1":"8360c944f268340551c6599d9ae20f22ae341eb9250de097197c8c31b6fe3a26","table:complaint_key":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:device":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:who":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','a5ec828167969d1ca09ed1d030e141b643fcaca4a91963cb1533f76c70af883b','6dde4c0d1d500d9c4961e715dcb645de92a8579b4a31696d0473199f8fb1f8ce');
INSERT INTO "journal" VALUES(3,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','import','{"accepted": 4, "batch": 1, "duplicate": 0, "ignored": 1, "kind": "roster", "rejected": 0}','{"batch:1":"58b75687e1a2b9463661d96e6455cd3ba6bd0208a430c58f344392ddf790e4e6","press:1":"9fb03d22515ca48e57b578de80bbc1e75d5126dbb2de6db177947c3da3b2276f"}','6dde4c0d1d500d9c4961e715dcb645de92a8579b4a31696d0473199f8fb1f8ce','cbfcaa7c33f7b75e947476c6c735cfdc48b981d097edfc0ec182ed65dec08162');
INSERT INTO "journal" VALUES(4,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','import','{"accepted": 48, "batch": 2, "duplicate": 0, "ignored": 1, "kind": "evaluations", "rejected": 0}','{"batch:2":"9ebeb29cf0b71660a8257a4d6f62bbe42e3bbf43f4e0928ecfa7b5be9da3b3a9","press:2":"65a0a2fede506a255e62f578da427f3999c12404e0443785160e97829ce36e8b","table:device":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","table:who":"46d1a8ed67e0f574cb3a2ee017d858bff681d4e9fac4e81248360cab1dbea360"}','cbfcaa7c33f7b75e947476c6c735cfdc48b981d097edfc0ec182ed65dec08162','dfecd25624b4fa4e2949683b169b19c25b0cf6196bc078ea2c0c3d73b0abf7f4');
INSERT INTO "journal" VALUES(5,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','import','{"accepted": 2, "batch": 3, "duplicate": 0, "ignored": 1, "kind": "complaints", "rejected": 1}','{"batch:3":"957d64c826c784dd5890cc12215fa0d57161e2d14dd8b7ba484939cc5e682c4d","press:3":"9fb03d22515ca48e57b578de80bbc1e75d5126dbb2de6db177947c3da3b2276f","table:complaint_key":"874596b46a71d81c4706cb69bc40d61f5342a56c891be86e7dbd7c16ea682359"}','dfecd25624b4fa4e2949683b169b19c25b0cf6196bc078ea2c0c3d73b0abf7f4','1e07a7c5d597e1c0182eb66d9ad8da1631484fe41b54ab6ead254d09b3b6f43c');
INSERT INTO "journal" VALUES(6,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','import','{"accepted": 1, "batch": 4, "duplicate": 0, "ignored": 1, "kind": "inspections", "rejected": 0}','{"batch:4":"4eef4617d7e5b4ee34648e899872e51a92b9ade02807cccc01b6dca9ae5e9b4a","press:4":"9fb03d22515ca48e57b578de80bbc1e75d5126dbb2de6db177947c3da3b2276f"}','1e07a7c5d597e1c0182eb66d9ad8da1631484fe41b54ab6ead254d09b3b6f43c','a40f930f612e11a9bdde894b5c5546f98843ffb931b1f30ab075719fa25ef51d');
INSERT INTO "journal" VALUES(7,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','assess','{"month": "2013-05", "posted": 5, "reversed": 0, "through": "2013-05"}','{"run:1":"939468fc4a6a1f05e06af1e59fd938d01e4161ff6d89c5e3b7c758232709507f"}','a40f930f612e11a9bdde894b5c5546f98843ffb931b1f30ab075719fa25ef51d','9575f978ad72c06e9c7afaa6f6658102734106c5967ef679493d00486a893a63');
INSERT INTO "journal" VALUES(8,'2014-01-08T01:30:00+00:00','root','vm','0.1.0','issue','{"number": "〔2013〕1号", "period": "2013-05"}','{"table:issued":"2c1ebfbe399091729b5684712a9b209be595281a4d13ce4e796da293164e46bd"}','9575f978ad72c06e9c7afaa6f6658102734106c5967ef679493d00486a893a63','eb6773f57df0221a1bbc7783205a7e4ef8ff26ffaaca8a19067d7ead19309f56');
CREATE TABLE journal_end (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL);
INSERT INTO "journal_end" VALUES(1,8);
CREATE TABLE kept_file (
	id INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	erased_at VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE (sha256)
);
INSERT INTO "kept_file" VALUES(1,'64f0b44bbaf4b9adf7f80239abdf48c8eebf02b70b0e4b5ce44234024dd60ded',272,X'E58D95E4BD8D2CE59F8EE58CBAE5869CE69D912CE5A793E5908D2CE8ADA6E58FB72CE8A792E889B22CE4BBBBE8818CE8B5B72CE4BBBBE8818CE6ADA20AE587BAE585A5E5A283E5A4A7E9989F2CE59F8EE58CBA2CE88B8FE69993E699B42C3335303130312CE7AA97E58FA3E6B091E8ADA62C2C0AE587BAE585A5E5A283E5A4A7E9989F2CE59F8EE58CBA2CE59490E69687E99D992C3335303130322CE7AA97E58FA3E6B091E8ADA62C2C0AE587BAE585A5E5A283E5A4A7E9989F2CE59F8EE58CBA2CE8969BE69993E787952C2CE8B4A3E4BBBBE9A286E5AFBC2C2C0AE587BAE585A5E5A283E5A4A7E9989F2CE59F8EE58CBA2CE88C83E5B08FE9BE992C2CE8B4A3E4BBBBE5B180E9A286E5AFBC2C2C0A',NULL);
INSERT INTO "kept_file" VALUES(2,'ba24ad5973ea8e63fb22275347dee915ee1d7e21f4784f123ae494715be07abc',2587,X'E58D95E4BD8D2CE5A793E5908D2CE8AF84E4BBB72CE8AF84E4BBB7E697B6E997B40AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE4B88DE6BBA1E6848F2C323031332D30352D30312030393A31323A30310AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE4B88DE6BBA1E6848F2C323031332D30352D30322030393A31323A30320AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE4B88DE6BBA1E6848F2C323031332D30352D30332030393A31323A30330AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D30342030393A31323A30340AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D30352030393A31323A30350AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D30362030393A31323A30360AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D30372030393A31323A30370AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D30382030393A31323A30380AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D30392030393A31323A30390AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D31302030393A31323A31300AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D31312030393A31323A31310AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D31322030393A31323A31320AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D31332030393A31323A31330AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D31342030393A31323A31340AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D31352030393A31323A31350AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D31362030393A31323A31360AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D31372030393A31323A31370AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D31382030393A31323A31380AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D31392030393A31323A31390AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D32302030393A31323A32300AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D32312030393A31323A32310AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D32322030393A31323A32320AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D32332030393A31323A32330AE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE6BBA1E6848F2C323031332D30352D32342030393A31323A32340AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D30312030393A31323A30310AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D30322030393A31323A30320AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D30332030393A31323A30330AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D30342030393A31323A30340AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D30352030393A31323A30350AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D30362030393A31323A30360AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D30372030393A31323A30370AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D30382030393A31323A30380AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D30392030393A31323A30390AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D31302030393A31323A31300AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D31312030393A31323A31310AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D31322030393A31323A31320AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D31332030393A31323A31330AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D31342030393A31323A31340AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D31352030393A31323A31350AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D31362030393A31323A31360AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D31372030393A31323A31370AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D31382030393A31323A31380AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D31392030393A31323A31390AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D32302030393A31323A32300AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D32312030393A31323A32310AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D32322030393A31323A32320AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D32332030393A31323A32330AE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE6BBA1E6848F2C323031332D30352D32342030393A31323A32340A',NULL);
INSERT INTO "kept_file" VALUES(3,'e6a69ccec1803cd019e662062318cf71dcf82404ccaaebee369db2c5ab4f8902',583,X'E7BC96E58FB72CE58F97E79086E697A5E69C9F2CE69DA5E6BA902CE68A95E8AF89E4BABA2CE88194E7B3BBE794B5E8AF9D2CE8A2ABE68A95E8AF89E58D95E4BD8D2CE8A2ABE68A95E8AF89E6B091E8ADA62CE7B1BBE588AB2CE68A95E8AF89E58685E5AEB92CE6A0B8E69FA5E7BB93E69E9C2CE8AEA4E5AE9AE697A5E69C9F2CE4B8A5E9878DE7A88BE5BAA62CE5A484E79086E68385E586B50A54533930312C323031332D30352D30362CE69DA5E794B52CE69F8FE5B08FE69E972C31333830303030373737372CE587BAE585A5E5A283E5A4A7E9989F2CE88B8FE69993E699B42CE884B8E99ABEE79C8B2C22E69F8FE5B08FE69E97EFBC88313130313031313938303031303130303137EFBC8CE794B5E8AF9D3133383030303037373737EFBC89E7A7B0E68081E5BAA6E586B7E6B7A1222CE5B19EE5AE9E2C323031332D30352D32302CE4B880E888AC2CE5B7B2E98193E6AD890A54533930322C323031332D30352D31362CE69DA5E794B52CE69F8FE5B08FE69E972C31333830303030373737372CE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE884B8E99ABEE79C8B2CE8AFB7E59B9EE794B531333830303030373737372CE5BE85E69FA52C2CE4B880E888AC2C0A54533930332C323031332D30352D31372CE69DA5E794B52CE69F8FE5B08FE69E972C31333830303030373737372CE587BAE585A5E5A283E5A4A7E9989F2CE69FA5E697A0E6ADA4E4BABA2CE884B8E99ABEE79C8B2CE8AFB7E59B9EE794B531333830303030373737372CE5BE85E69FA52C2CE4B880E888AC2C0A',NULL);
INSERT INTO "kept_file" VALUES(4,'241a6bebad7265abb46d02e36cff683daa8ca9a97d3ac7f5702e2e763342b277',174,X'E6A380E69FA5E697A5E69C9F2CE58D95E4BD8D2CE5A793E5908D2CE6A380E69FA5E7B1BBE588AB2CE6A380E69FA5E9A1B9E79BAE2CE68385E586B52CE58AA0E689A3E588862CE7A88BE5BAA62CE6A380E69FA5E4BABA0A323031332D30352D30382CE587BAE585A5E5A283E5A4A7E9989F2CE59490E69687E99D992CE697A5E5B8B8E6A380E69FA52CE79D80E8A385E68C82E7898C2CE69CAAE68C82E7898C2C2D322C2CE6A380E69FA5E7BB840A',NULL);
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
CREATE TABLE objection (
	id INTEGER NOT NULL, 
	matter VARCHAR NOT NULL, 
	entry_id INTEGER NOT NULL, 
	day VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	late BOOLEAN NOT NULL, 
	state VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	decided_on VARCHAR NOT NULL, 
	objected_at VARCHAR NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(entry_id) REFERENCES entry (id)
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
all_satisfied = "群众满意"   # 三: what a unit has reached whose every counted evaluation is satisfied
no_complaints = "零投诉"     # 三: and one without sustained complaints

[titles]
# what the bulletins are called; in braces: bureau, office, contest, honour, period
monthly = "{contest}{period}通报"
quarterly = "{contest}{period}通报"
annual = "{contest}{period}总评"
awards = "{contest}{period}{honour}评选建议"
# a letter''s title in words that no line may break
letter = ["{bureau}关于", "{period}", "{contest}", "情况的通报"]
award_letter = ["{office}关于", "{period}", "{contest}", "{honour}", "评选的建议"]
award_notice = ["{bureau}关于", "{period}", "{contest}", "{honour}", "拟表彰人选的公示"]
award_decision = ["{bureau}关于表彰", "{period}", "{contest}", "{honour}", "的决定"]

[rate]
clause = "六(七)"
floor_percent = "95"      # 六(七): below it a month costs points and a 打招呼
target_percent = "100"    # 六(三): what a month''s rate should be
target_clause = "六(三)"
points = -10              # 六(七)
points_per = "month"      # reading points_each_month: "month" or "year"
measure = "打招呼"         # 六(七)
measure_per = "month"     # reading measure_each_month: "month" or "year"
first_month = ""          # reading first_month: from the first day on; "2013-04": in earlier months it costs nothing
least_counted = 1         # reading least_counted: with fewer counted evaluations a low rate has no effect
auxiliaries = "unit"      # reading auxiliaries: whose rate their evaluations count for; "nobody"
small_count = 19          # with so few counted ones a single 不满意 is already below the floor

[complaint]
clause = "六(七)"
first = "谈话"             # 六(七)
second = "告诫"            # 六(七)
later = "告诫"             # reading third_complaint; "" gives none
second_keeps_first = true # reading second_on_top; false takes the 谈话 back when the 2nd is sustained
first_bars_awards = true  # 六(七)
withdrawn = "not_sustained"  # reading withdrawn: 撤诉, 不予受理; "pending": still to be decided
alike_days = 7            # received this near to each other, two complaints may be one grievance

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
lead = "unit_lead"        # reading deputy: who the 分管领导 is; "deputy_lead" (a role of the roster''s own), "bureau_lead"
needs = ""                # reading harm; "不良影响": only where that is entered (severities.with_harm)

[bars]
holds = "year"            # reading bar_holds: to the end of its year; "twelve_months": for a year from its day

[manual]
clause = "六(七)"
carrying_out_days = 60    # a logged talk this long after the entry''s month may be its carrying out

[objection]
days = 30                 # reading objection_days: so long after an entry was posted an objection is in time

[inspection]
clause = "七(二)"          # an item in no list below
good_practice_items = ["经验做法"]
good_practice_clause = "八(二)"
largest_deduction = 10    # reading inspection_points: more than this in one row is put before a person
largest_credit = 10       # the same for credits
rectified_words = ["已整改", "整改完成", "已完成整改", "整改完毕", "已整改到位", "整改到位", "已改正", "已落实整改"]

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
counts = "全部"            # reading score_counts; "不含检查加分", "不含检查加扣分"

[filing]
clause = "七(一)"
plan_due = "03-05"        # 七(一): the 5th of March included
plan_words = ["方案", "实施方案", "活动方案"]
nil_words = ["零报告"]     # a unit says that nobody pressed its evaluators in a month

[business]
# What of the business volume is service beyond the counter: shown apart, and never added to the volume a second time.
clause = "六(五)"
online_clause = "六(六)"
extended = ["延时", "错时"]
booked = ["预约"]
visiting = ["上门", "流动"]
online = ["网上", "网办", "网络"]

[ranking]
# 检查得分, 投诉 (fewer first) and 满意率 in the order in which they are compared: all three, each once
clause = "七(二)"
quarter = ["检查得分", "投诉", "满意率"]  # reading rank_quarter: the quarter''s 检查评比
year = ["投诉", "满意率", "检查得分"]     # reading rank_year: the year''s 总评
uninspected = "ranked"    # reading uninspected: a unit without any inspection in the quarter; "unranked": no rank

[awards]
clause = "六(八)"
shortlist_rank = 3        # 六(八): out of the top three
tied = ["满意率", "评价数"]  # reading tied: what is compared where scores are equal
top_of = "officers"       # reading top_of: whose first three; "units": every officer of the first three units
barred_hold_rank = false  # reading barred; true: the barred keep their place, and nobody moves up
grave = "group"           # reading grave: a serious matter or proven self-evaluation; "barred": no award
fewest = 2                # 六(八)
most = 3                  # 六(八)
last_month = 12           # reading last_month
few_evaluations = 20      # counted evaluations a month on average
half_year_share = "1/2"   # posted for less than this share of the year
notice_days = 7           # reading notice_days: how long the 公示 lasts, its first and last day included

[assistance]
clause = "八(二)"
rate_percent = "95"
sustained_complaints = 2
received_complaints = 5
inspection_deduction = 5  # deductions in a quarter over this many points
late_plan = "until_filed"  # reading late_plan: until it is filed, and in the period it was due; "year": all year

[evaluator]
earliest_year = 2010      # an evaluator''s clock that lost its battery

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
# reading middle_of_three: a device with these keys and no other, the middle one second; "unrated", "satisfied"
three_keys = ["满意", "一般", "不满意"]
middle_of_three = "unsatisfied"
enough = 100              # so many on the outer two keys and none in any other word come from such devices

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
with_harm = ["严重且造成不良影响", "严重并造成不良影响", "严重不良影响", "造成严重不良影响"]
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
setting = "ratings.satisfied / ratings.unsatisfied / ratings.unrated"
alternatives = [
    { say = "基本满意也不算满意", setting = "ratings.unsatisfied", words = ["基本满意"] },
    { say = "一般也算满意", setting = "ratings.satisfied", words = ["一般"] },
    { say = "一般不计数", setting = "ratings.unrated", words = ["一般"] },
]

[[readings]]
id = "middle_of_three"
clause = "六(七)"
question = "评价器只有“满意、一般、不满意”三个键的，“一般”算什么？"
choice = "同别的评价器一样，算不满意"
why = "能按满意的没有按满意"
setting = "scale.middle_of_three"
alternatives = [
    { say = "三个键的，一般不计数", setting = "scale.middle_of_three", value = "unrated" },
    { say = "三个键的，一般算满意", setting = "scale.middle_of_three", value = "satisfied" },
]

[[readings]]
id = "self_evaluation"
clause = "六(三)"
question = "怎样算疑似自行评价，怎样处理？"
choice = "按连按、紧跟差评、夜间和班外、等间隔、月末拉高五种情形列出，由人认定作废以前照常计入"
why = "条文禁止自行评价，没有写怎样认定"
setting = "anomalies"
only = "没有认定以前就作废，等于由程序处分；各种情形的界线可以在 anomalies 里改"

[[readings]]
id = "points_each_month"
clause = "六(七)"
question = "扣 10 分是每个月一次，还是全年一次？"
choice = "每个低于 95% 的月份各扣一次"
why = "条文以月为单位计算满意率"
setting = "rate.points_per"
alternatives = [
    { say = "全年只扣一次", setting = "rate.points_per", value = "year" },
]

[[readings]]
id = "measure_each_month"
clause = "六(七)"
question = "打招呼是每个月一次，还是全年一次？"
choice = "每个低于 95% 的月份各一次"
why = "三次打招呼要连带领导，说明一年可以有多次"
setting = "rate.measure_per"
alternatives = [
    { say = "全年只打一次招呼", setting = "rate.measure_per", value = "year" },
]

[[readings]]
id = "least_counted"
clause = "六(七)"
question = "有效评价很少的月份，满意率低于 95% 要不要处理？"
choice = "有一个有效评价就处理"
why = "条文没有写最少几个；评价很少的，通报里注明"
setting = "rate.least_counted"
alternatives = [
    { say = "有效评价满 20 个才处理", setting = "rate.least_counted", value = 20 },
]

[[readings]]
id = "second_on_top"
clause = "六(七)"
question = "第 2 起有效投诉的告诫，是否代替第 1 起的谈话？"
choice = "不代替，两次措施都算"
why = "两起投诉各有各的处理"
setting = "complaint.second_keeps_first"
alternatives = [
    { say = "以告诫代替谈话", setting = "complaint.second_keeps_first", value = false },
]

[[readings]]
id = "third_complaint"
clause = "六(七)"
question = "第 3 起及以后怎样处理？"
choice = "每起再告诫一次"
why = "不应比第 2 起轻"
setting = "complaint.later"
alternatives = [
    { say = "第 3 起起不再另加措施", setting = "complaint.later", value = "" },
]

[[readings]]
id = "opinions"
clause = "六(七)"
question = "登记簿里的表扬、咨询、求助、建议算不算投诉？"
choice = "不算：按意见收入、统计，没有别的效果"
why = "条文处理的是投诉"
setting = "kinds.opinions / kinds.complaints"
alternatives = [
    { say = "意见、建议也算投诉，照样认定", setting = "kinds.complaints", words = ["意见", "意见类", "意见建议", "意见建议类", "建议", "建议类", "建议件"] },
]

[[readings]]
id = "withdrawn"
clause = "六(七)"
question = "撤诉、不予受理的投诉怎样算？"
choice = "算已有结果，不算有效投诉"
why = "没有经过调查认定有责，也不再待查"
setting = "complaint.withdrawn / verdicts.withdrawn / states.withdrawn"
alternatives = [
    { say = "算待查，等有了认定结果再说", setting = "complaint.withdrawn", value = "pending" },
]

[[readings]]
id = "one_escalation"
clause = "六(七)"
question = "同一民警一年内多次达到条件，领导是否多次谈话？"
choice = "每名民警每年只触发一次"
why = "条文写的是“一次”"
setting = "escalation.once_a_year"
alternatives = [
    { say = "每次达到条件都触发", setting = "escalation.once_a_year", value = false },
]

[[readings]]
id = "issuers"
clause = "六(七)"
question = "谁作出的措施算进领导连带的次数？"
choice = "只算县局作出的；单位自己作出的照样登记、列出，不算次数；没有写实施单位的是县局作出的"
why = "条文写的是“被县局”"
setting = "escalation.issued_by / issuers"
alternatives = [
    { say = "单位自己作出的也算", setting = "escalation.issued_by", value = "any" },
]

[[readings]]
id = "officers"
clause = "六(七)"
question = "名单里的责任人、责任领导是谁？"
choice = "责任人是窗口民警；责任领导是单位主要领导，也就是分管领导；责任局领导是承包局领导"
why = "名单的三栏与条文的三级对应"
setting = "roles"
only = "名单只有这三栏，别的读法没有人可以对应；分管领导另有其人的，见“要追究的分管领导是谁”"

[[readings]]
id = "first_day"
clause = "七(二)"
question = "从哪一天起计算？"
choice = "2013 年 3 月 1 日，3 月整月计算"
why = "满意率按月计算，3 月中旬开始推进，不拆月"
setting = "effective_from"
only = "办法只有一个起点；3 月要不要因为刚开始而不处理，另列一条"

[[readings]]
id = "first_month"
clause = "六(七)"
question = "3 月刚开始推进，满意率低于 95% 要不要处理？"
choice = "要，3 月同其他月份一样"
why = "条文没有写试行期"
setting = "rate.first_month"
alternatives = [
    { say = "3 月只通报、不处理，从 4 月起处理", setting = "rate.first_month", value = "2013-04" },
]

[[readings]]
id = "rank_quarter"
clause = "七(二)"
question = "每季度的检查评比，单位按什么排名次？"
choice = "先比检查得分，再比有效投诉（少者在前），再比满意率"
why = "条文写的是检查评比，以检查为先"
setting = "ranking.quarter"
alternatives = [
    { say = "先比有效投诉，再比满意率，再比检查得分", setting = "ranking.quarter", value = ["投诉", "满意率", "检查得分"] },
    { say = "先比满意率，再比有效投诉，再比检查得分", setting = "ranking.quarter", value = ["满意率", "投诉", "检查得分"] },
]

[[readings]]
id = "uninspected"
clause = "七(二)"
question = "一个季度里一次也没有检查到的单位，排不排名次？"
choice = "照样排，按基础分，注明“未检查”"
why = "没有检查到不是单位的错；投诉和满意率仍然可比"
setting = "ranking.uninspected"
alternatives = [
    { say = "不排名次，列在最后", setting = "ranking.uninspected", value = "unranked" },
]

[[readings]]
id = "rank_year"
clause = "七(二)"
question = "年终总评，单位按什么排名次？"
choice = "先比有效投诉（少者在前），再比满意率，再比检查得分"
why = "竞赛的名称和目标是群众满意、零投诉"
setting = "ranking.year"
alternatives = [
    { say = "先比检查得分，再比有效投诉，再比满意率", setting = "ranking.year", value = ["检查得分", "投诉", "满意率"] },
    { say = "先比满意率，再比有效投诉，再比检查得分", setting = "ranking.year", value = ["满意率", "投诉", "检查得分"] },
]

[[readings]]
id = "score"
clause = "六(八)"
question = "“窗口综合考评”怎样计分？"
choice = "基础 100 分，加上当年全部扣分和检查加减分"
why = "条文没有公式，只有扣分"
setting = "score.base"
alternatives = [
    { say = "不设基础分，从 0 分起加减", setting = "score.base", value = 0 },
]

[[readings]]
id = "tied"
clause = "六(八)"
question = "民警得分相同，名次怎样分先后？"
choice = "先比全年满意率，再比有效评价数；都相同的名次并列"
why = "竞赛看的是群众满意；评价多的，满意率更可靠"
setting = "awards.tied"
alternatives = [
    { say = "先比有效评价数，再比全年满意率", setting = "awards.tied", value = ["评价数", "满意率"] },
    { say = "不再比，同分的名次并列", setting = "awards.tied", value = [] },
]

[[readings]]
id = "inspection_points"
clause = "七(二)"
question = "一次检查最多加、扣几分？"
choice = "加分、扣分都不超过 10 分，超过的行先由人核对"
why = "条文里最重的一次扣分是 10 分；更多的多半是把满分、得分当成了加扣分"
setting = "inspection.largest_deduction / inspection.largest_credit"
alternatives = [
    { say = "扣到 20 分为止不用核对", setting = "inspection.largest_deduction", value = 20 },
    { say = "加到 20 分为止不用核对", setting = "inspection.largest_credit", value = 20 },
]

[[readings]]
id = "score_counts"
clause = "六(八)"
question = "哪些分计入民警的得分？"
choice = "全部扣分和检查加减分"
why = "综合考评不只看满意率"
setting = "score.counts"
alternatives = [
    { say = "不含检查加分", setting = "score.counts", value = "不含检查加分" },
    { say = "不含检查加分和扣分", setting = "score.counts", value = "不含检查加扣分" },
]

[[readings]]
id = "deputy"
clause = "六(七)"
question = "严重问题要追究的“分管领导”是谁？"
choice = "单位的责任领导"
why = "名单里每个单位只列了一名责任领导"
setting = "serious.lead"
alternatives = [
    { say = "花名册里另设的分管领导", setting = "serious.lead", value = "deputy_lead" },
    { say = "责任局领导", setting = "serious.lead", value = "bureau_lead" },
]

[[readings]]
id = "harm"
clause = "六(七)"
question = "“严重问题、造成不良影响”要不要两样都有？"
choice = "登记为严重就够"
why = "严重的问题很难没有不良影响；登记簿一般只有严重程度一栏"
setting = "serious.needs / severities.with_harm"
alternatives = [
    { say = "登记了不良影响的才算", setting = "serious.needs", value = "不良影响" },
]

[[readings]]
id = "bar_holds"
clause = "六(七)"
question = "取消评先评优、不得提拔任用管到什么时候？"
choice = "管到记账那一年的年底；调整到农村派出所的，登记执行以后就不再列出"
why = "条文写的是当年不得提拔任用，评先评优也按年进行"
setting = "bars.holds"
alternatives = [
    { say = "自有效力那天起满一年", setting = "bars.holds", value = "twelve_months" },
]

[[readings]]
id = "objection_days"
clause = "六(七)"
question = "民警不服，多少天内可以提出申诉？"
choice = "记账之日起 30 天内；过了期的也登记，注明逾期"
why = "条文没有写；一个月够看到通报、核对原件，逾期的由领导小组酌定"
setting = "objection.days"
alternatives = [
    { say = "15 天内", setting = "objection.days", value = 15 },
]

[[readings]]
id = "top_of"
clause = "六(八)"
question = "优秀民警从“前三名”中产生，是民警的前三名，还是单位的前三名？"
choice = "民警的前三名"
why = "评的是民警，综合考评的分数也是民警的；名次相同的一并入围"
setting = "awards.top_of"
alternatives = [
    { say = "前三名单位的全体窗口民警", setting = "awards.top_of", value = "units" },
]

[[readings]]
id = "barred"
clause = "六(八)"
question = "被取消评先评优的民警占不占名次？"
choice = "不占，后面的人依次递补"
why = "前三名应当都是可以表彰的人"
setting = "awards.barred_hold_rank"
alternatives = [
    { say = "占名次，后面的人不递补", setting = "awards.barred_hold_rank", value = true },
]

[[readings]]
id = "grave"
clause = "六(八)"
question = "有严重问题、或者自行评价已经认定的民警，能不能评优？"
choice = "不论第几名，都写明情况，由领导小组决定"
why = "条文只写了有效投诉取消评先评优，没有写这两种"
setting = "awards.grave"
alternatives = [
    { say = "同样取消评先评优", setting = "awards.grave", value = "barred" },
]

[[readings]]
id = "notice_days"
clause = "六(八)"
question = "拟表彰人选公示几天？"
choice = "7 天，首尾两天都算"
why = "条文没有写；一周够群众看到和反映"
setting = "awards.notice_days"
alternatives = [
    { say = "公示5天", setting = "awards.notice_days", value = 5 },
]

[[readings]]
id = "late_plan"
clause = "八(二)"
question = "实施方案迟报、未报，到什么时候还是帮扶的理由？"
choice = "报来以前每期都是；报来以后只在应当报送的那一期是"
why = "帮扶为的是把事情办成，办成了就不再是后进"
setting = "assistance.late_plan"
alternatives = [
    { say = "全年都是", setting = "assistance.late_plan", value = "year" },
]

[[readings]]
id = "areas"
clause = "六(七)"
question = "哪些是城区窗口？"
choice = "三个大队和城关派出所是城区，其余派出所是农村"
why = "条文没有列明；以花名册“城区/农村”一栏为准"
setting = "花名册"
only = "哪个单位是城区，是一件事实，不是读法：认为不对的，改花名册的“城区/农村”一栏"

[[readings]]
id = "auxiliaries"
clause = "六(七)"
question = "窗口辅警怎样处理？"
choice = "评价计入单位，不受措施，不参加评优"
why = "条文只说窗口民警"
setting = "rate.auxiliaries / roles"
alternatives = [
    { say = "评价也不计入单位", setting = "rate.auxiliaries", value = "nobody" },
]

[[readings]]
id = "last_month"
clause = "七(三)"
question = "评优算到哪个月？"
choice = "算到 12 月"
why = "全年考评应当完整；也可以只算到 11 月"
setting = "awards.last_month"
alternatives = [
    { say = "算到 11 月", setting = "awards.last_month", value = 11 },
]
','2014-01-08T09:30:00+08:00');
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
INSERT INTO "posting" VALUES(1,1,2,'accepted','出入境大队',NULL,'城区','苏晓晴','350101','窗口民警',NULL,NULL,'','',NULL,NULL,NULL);
INSERT INTO "posting" VALUES(2,1,3,'accepted','出入境大队',NULL,'城区','唐文静','350102','窗口民警',NULL,NULL,'','',NULL,NULL,NULL);
INSERT INTO "posting" VALUES(3,1,4,'accepted','出入境大队',NULL,'城区','薛晓燕','','责任领导',NULL,NULL,'','',NULL,NULL,NULL);
INSERT INTO "posting" VALUES(4,1,5,'accepted','出入境大队',NULL,'城区','范小龙','','责任局领导',NULL,NULL,'','',NULL,NULL,NULL);
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
INSERT INTO "quarantine" VALUES(1,'complaints',3,3,4,'被投诉民警','查无此人','“出入境大队”的窗口里没有“查无此人”',0);
CREATE TABLE rectified (
	id INTEGER NOT NULL, 
	finding VARCHAR NOT NULL, 
	day VARCHAR NOT NULL, 
	"by" VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (finding)
);
CREATE TABLE returned (
	id INTEGER NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	register_kind VARCHAR NOT NULL, 
	row_id INTEGER NOT NULL, 
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
INSERT INTO "run" VALUES(1,2013,'2013-05','2013-05','2014-01-08T09:30:00',5,0);
CREATE TABLE sheet (
	id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	minutes BOOLEAN DEFAULT '0' NOT NULL, 
	layout VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(batch_id) REFERENCES batch (id)
);
INSERT INTO "sheet" VALUES(1,1,'',0,NULL);
INSERT INTO "sheet" VALUES(2,2,'',0,'单位|姓名|评价|评价时间');
INSERT INTO "sheet" VALUES(3,3,'',0,NULL);
INSERT INTO "sheet" VALUES(4,4,'',0,NULL);
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
CREATE TABLE unusable (
	id INTEGER NOT NULL, 
	register_kind VARCHAR NOT NULL, 
	row_id INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (register_kind, row_id)
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
INSERT INTO "who" VALUES(1,'出入境大队','','苏晓晴','','');
INSERT INTO "who" VALUES(2,'出入境大队','','唐文静','','');
CREATE INDEX ix_entry_year ON entry (year);
CREATE INDEX ix_sheet_batch_id ON sheet (batch_id);
CREATE INDEX ix_objection_matter ON objection (matter);
CREATE UNIQUE INDEX evaluation_once ON evaluation (time, who_id, rating, nth);
CREATE INDEX ix_evaluation_aside_sheet_id ON evaluation_aside (sheet_id);
CREATE INDEX ix_evaluation_aside_time ON evaluation_aside (time);
CREATE INDEX ix_summary_sheet_id ON summary (sheet_id);
CREATE INDEX ix_complaint_sheet_id ON complaint (sheet_id);
CREATE INDEX ix_inspection_sheet_id ON inspection (sheet_id);
CREATE INDEX ix_measure_sheet_id ON measure (sheet_id);
CREATE INDEX ix_posting_sheet_id ON posting (sheet_id);
CREATE INDEX ix_filing_sheet_id ON filing (sheet_id);
CREATE INDEX ix_business_sheet_id ON business (sheet_id);
CREATE INDEX quarantine_row ON quarantine (register_kind, row_id);
CREATE INDEX ix_returned_sheet_id ON returned (sheet_id);
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
CREATE VIEW "检查" AS SELECT r.id AS "编号", r."date" AS "检查日期", r."unit" AS "单位", r."officer" AS "姓名", r."kind" AS "检查类别", r."item" AS "检查项目", r."finding" AS "情况", r."points" AS "加扣分", r."severity" AS "程度", r."inspector" AS "检查人", r."due" AS "整改期限", r."rectified" AS "整改情况", CASE r.fate WHEN 'accepted' THEN '收入' WHEN 'duplicate' THEN '重复' ELSE '待处理' END AS "状态", b.id AS "批次", b.file AS "文件", s.name AS "工作表", r.row AS "行" FROM inspection r JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL;
CREATE VIEW "措施" AS SELECT r.id AS "编号", r."date" AS "日期", r."officer" AS "姓名", r."unit" AS "单位", r."measure" AS "措施", r."reason" AS "事由", r."issuer" AS "实施单位", CASE r.fate WHEN 'accepted' THEN '收入' WHEN 'duplicate' THEN '重复' ELSE '待处理' END AS "状态", b.id AS "批次", b.file AS "文件", s.name AS "工作表", r.row AS "行" FROM measure r JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL;
CREATE VIEW "报送" AS SELECT r.id AS "编号", r."unit" AS "单位", r."what" AS "事项", r."due" AS "截止日期", r."filed" AS "报送日期", r."month" AS "月份", CASE r.fate WHEN 'accepted' THEN '收入' WHEN 'duplicate' THEN '重复' ELSE '待处理' END AS "状态", b.id AS "批次", b.file AS "文件", s.name AS "工作表", r.row AS "行" FROM filing r JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL;
CREATE VIEW "业务量" AS SELECT r.id AS "编号", r."unit" AS "单位", r."officer" AS "姓名", r."month" AS "月份", r."matter" AS "事项", r."number" AS "数量", CASE r.fate WHEN 'accepted' THEN '收入' WHEN 'duplicate' THEN '重复' ELSE '待处理' END AS "状态", b.id AS "批次", b.file AS "文件", s.name AS "工作表", r.row AS "行" FROM business r JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL;
CREATE VIEW "花名册" AS SELECT r.id AS "编号", r."unit" AS "单位", r."alias" AS "别名", r."area" AS "城区农村", r."name" AS "姓名", r."badge" AS "警号", r."role" AS "角色", r."window" AS "窗口", r."evaluator" AS "评价器", r."since" AS "任职起", r."until" AS "任职止", CASE r.fate WHEN 'accepted' THEN '收入' WHEN 'duplicate' THEN '重复' ELSE '待处理' END AS "状态", b.id AS "批次", b.file AS "文件", s.name AS "工作表", r.row AS "行" FROM posting r JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL;
CREATE VIEW "批次" AS SELECT id AS "批次", file AS "文件", folder AS "文件夹", register_kind AS "种类", rows AS "行数", accepted AS "收入",
       duplicates AS "重复", rejected AS "待处理", ignored AS "略过",
       imported_at AS "导入时间", undone_at AS "撤销时间"
FROM batch;
CREATE VIEW "日志" AS SELECT seq AS "序号", at AS "时间", actor AS "操作人", host AS "电脑", version AS "版本", action AS "操作",
       detail AS "内容", hash AS "校验码" FROM journal;
COMMIT;
