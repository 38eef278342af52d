//! Referrals from a file: all of it, or nothing and a list of what to mend.

use serde_json::{Value, json};
use stories::{Answer, Centre, referral, story};

/// The columns of a whole referral as an old spreadsheet has them, with one row's cells.
const ROW: &[(&str, &str)] = &[
    ("referrer_capacity", "solicitor"),
    ("referrer_name", "Helen Marsh"),
    ("referrer_telephone", "01632 960100"),
    ("referred_on", "02/11/2026"),
    ("resident_name", "Leanne Farrow"),
    ("resident_born", "04/03/1990"),
    ("resident_relation", "mother"),
    ("resident_parental_responsibility", "yes"),
    ("resident_address", "14 Quarry Rise\nWetherfold"),
    ("resident_safe_channel", "do-not-contact"),
    ("resident_emergency_contact", "Aunt May"),
    ("resident_emergency_telephone", "01632 960111"),
    ("visiting_name", "Karl \"Kit\" Farrow, the younger"),
    ("visiting_born", "1988-05-06"),
    ("visiting_relation", "father"),
    ("visiting_parental_responsibility", "yes"),
    ("visiting_safe_channel", "telephone"),
    ("visiting_telephone", "07700 900202"),
    ("visiting_emergency_contact", "Edith; his mother"),
    ("visiting_emergency_telephone", "01632 960112"),
    ("child_1_name", "Amira Farrow"),
    ("child_1_born", "02/06/2019"),
    ("child_1_may_leave_premises", "N"),
    ("child_2_name", "Poppy Farrow"),
    ("child_2_born", "03/07/2021"),
    ("child_2_may_leave_premises", "no"),
    ("lives_with", "resident"),
    ("reason", "The court directed contact at a centre."),
    ("level_asked", "supported"),
    ("kind_asked", "supported"),
    ("availability", "Saturdays"),
    ("no_concerns", "TRUE"),
    ("convictions", "None known"),
    ("first_language", "English"),
    ("visiting_may_not_know_area", "0"),
    ("consent_resident", "y"),
    ("consent_visiting", "1"),
    ("consent_share_with_court", "yes"),
    ("fee_pence", "5000"),
];

type Row = Vec<(&'static str, &'static str)>;

/// The row with other cells in these columns.
fn row(cells: &[(&'static str, &'static str)]) -> Row {
    let mut row = ROW.to_vec();
    for (column, cell) in cells {
        row.iter_mut().find(|(name, _)| name == column).unwrap().1 = cell;
    }
    row
}

/// The rows as a spreadsheet saves them: every cell in quotation marks.
fn csv(rows: &[Row], delimiter: &str) -> String {
    let line = |cells: Vec<&str>| {
        let quoted: Vec<String> =
            cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        quoted.join(delimiter) + "\n"
    };
    let head = line(rows[0].iter().map(|(column, _)| *column).collect());
    head + &rows.iter().map(|row| line(row.iter().map(|(_, cell)| *cell).collect())).collect::<String>()
}

async fn import(centre: &Centre, format: &str, content: &str, submit: bool) -> Answer {
    let body = json!({"format": format, "content": content, "submit": submit});
    centre.post("priya", "/referrals/import", body).await
}

/// The file is refused with exactly these faults, each with something to do about it, and nothing is kept.
async fn is_refused(centre: &Centre, (format, content, submit): (&str, &str, bool), at: &[&str]) {
    let picture = centre.picture().await;
    let refused = import(centre, format, content, submit).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    let refused = refused.is_refused_with("invalid");
    let errors = refused["errors"].as_array().unwrap();
    let pointers: Vec<&str> = errors.iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, at, "{refused}");
    assert!(
        errors.iter().all(|error| error["remedy"].as_str().is_some_and(|remedy| remedy.len() > 5)),
        "{refused}"
    );
    assert_eq!(centre.picture().await, picture, "a refused file left a trace");
}

async fn documents(centre: &Centre, imported: &Value) -> Vec<Value> {
    let mut documents = Vec::new();
    for line in imported["referrals"].as_array().unwrap() {
        let path = format!("/referrals/{}", line["id"].as_str().unwrap());
        documents.push(centre.get("priya", &path).await.is(200)["document"].clone());
    }
    documents
}

story!(the_ten_referrals_of_the_demonstration_come_in_from_one_file, |centre| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/data/referrals");
    let mut referrals = Vec::new();
    for file in std::fs::read_dir(folder).unwrap().flatten() {
        let whole: Value = serde_json::from_slice(&std::fs::read(file.path()).unwrap()).unwrap();
        referrals.push(whole["referral"].clone());
    }
    assert_eq!(referrals.len(), 10);
    let imported = import(&centre, "json", &json!(referrals).to_string(), true).await.is(201);
    let lines = imported["referrals"].as_array().unwrap();
    assert_eq!(lines.len(), 10);
    for (line, number) in lines.iter().zip(1..) {
        assert_eq!((&line["line"], &line["missing"]), (&json!(number), &json!(0)));
        centre.get("priya", &format!("/families/{}", line["family"].as_str().unwrap())).await.is(200);
    }
    for (sent, kept) in referrals.iter_mut().zip(documents(&centre, &imported).await) {
        for side in ["resident", "visiting"] {
            sent[side].as_object_mut().unwrap().remove("contact");
        }
        for (name, value) in kept.as_object().unwrap() {
            assert_eq!(*value, sent[name], "{name}");
        }
    }
});

story!(one_bad_row_keeps_nothing_and_the_report_names_line_field_and_remedy, |centre| {
    let good = referral("supervised");
    let mut future = good.clone();
    future["children"][0]["born"] = "2027-06-02".into();
    future["orders"][0]["kind"] = "of-the-house".into();
    let mut extra = good.clone();
    extra["shoe_size"] = 7.into();
    is_refused(&centre, ("json", &json!([good, future]).to_string(), false), &["/rows/2/orders/0/kind"])
        .await;
    future["orders"][0]["kind"] = "care".into();
    is_refused(&centre, ("json", &json!([good, future]).to_string(), false), &["/rows/2/children/0/born"])
        .await;
    is_refused(&centre, ("json", &json!([extra, good]).to_string(), false), &["/rows/1/shoe_size"]).await;

    let rows = [
        row(&[]),
        row(&[("child_1_born", "31/02/2019"), ("no_concerns", "perhaps"), ("fee_pence", "£50")]),
        row(&[("resident_born", "19/11/2026")]),
        row(&[("lives_with", "grandmother")]),
    ];
    // The first row’s address has two lines, so the second begins on line 4, and so on.
    is_refused(
        &centre,
        ("csv", &csv(&rows[..2], ","), false),
        &["/rows/4/child_1_born", "/rows/4/no_concerns", "/rows/4/fee_pence"],
    )
    .await;
    is_refused(
        &centre,
        ("csv", &csv(&[rows[0].clone(), rows[2].clone()], ","), false),
        &["/rows/4/resident_born"],
    )
    .await;
    is_refused(
        &centre,
        ("csv", &csv(&[rows[3].clone(), rows[0].clone()], ","), false),
        &["/rows/2/lives_with"],
    )
    .await;

    // Sent at once, every row must be whole.
    let lacking = [row(&[]), row(&[("convictions", ""), ("visiting_telephone", "")])];
    let lacks = ["/rows/4/convictions", "/rows/4/visiting_telephone"];
    is_refused(&centre, ("csv", &csv(&lacking, ","), true), &lacks).await;
    let drafts = import(&centre, "csv", &csv(&lacking, ","), false).await.is(201);
    let missing: Vec<&Value> =
        drafts["referrals"].as_array().unwrap().iter().map(|it| &it["missing"]).collect();
    assert_eq!(missing, [&json!(0), &json!(2)]);
});

story!(a_spreadsheet_is_read_however_it_was_saved, |centre| {
    let plain = csv(&[row(&[])], ",");
    let sheets = [
        plain.clone(),
        format!("\u{feff}{plain}"),
        csv(&[row(&[])], ";"),
        format!("\u{feff}{}", csv(&[row(&[])], ";").replace('\n', "\r\n")),
        plain.to_uppercase().lines().next().unwrap().to_owned() + "\n" + plain.split_once('\n').unwrap().1,
        format!("{plain}\n,,,\n\n"),
    ];
    let mut read = Vec::new();
    for sheet in &sheets {
        let imported = import(&centre, "csv", sheet, true).await.is(201);
        assert_eq!(imported["referrals"][0]["line"], 2);
        read.extend(documents(&centre, &imported).await);
    }
    assert_eq!(read.len(), sheets.len());
    assert!(read.iter().all(|document| *document == read[0]), "{read:#?}");
    assert_eq!(read[0]["visiting"]["name"], "Karl \"Kit\" Farrow, the younger");
    assert_eq!(read[0]["children"][1]["born"], "2021-07-03");
    assert_eq!(read[0]["children"][0]["may_leave_premises"], false);
    assert_eq!(read[0]["fee"]["pence"], 5000);
    let kept = centre.opened("party_contact", "document").await;
    assert!(kept.contains("14 Quarry Rise\\nWetherfold"), "an address keeps its lines: {kept}");
    assert!(!centre.opened("referral", "document").await.contains("Quarry Rise"));

    let json = format!("\u{feff}{}", json!([referral("supported")]));
    import(&centre, "json", &json, true).await.is(201);
});

story!(nothing_in_a_spreadsheet_is_lost_in_silence, |centre| {
    let mut unknown = ROW.to_vec();
    unknown.extend([("shoe_size", "7"), ("child_21_name", "Zoe"), ("child_0_name", "Ann"), ("", "loose")]);
    let columns = ["/rows/1/shoe_size", "/rows/1/child_21_name", "/rows/1/child_0_name", "/rows/1/"];
    is_refused(&centre, ("csv", &csv(&[unknown], ","), false), &columns).await;
    let mut twice = ROW.to_vec();
    twice.push(("resident_name", "Somebody else"));
    is_refused(&centre, ("csv", &csv(&[twice], ","), false), &["/rows/1/resident_name"]).await;
    let longer = csv(&[row(&[])], ",").trim_end().to_owned() + ",\"one more\"\n";
    is_refused(&centre, ("csv", &longer, false), &["/rows/2/row"]).await;
    // The second child is named where the spreadsheet has it, also when there is no first.
    let second = row(&[
        ("child_1_name", ""),
        ("child_1_born", ""),
        ("child_1_may_leave_premises", ""),
        ("child_2_born", "2027-01-01"),
    ]);
    is_refused(&centre, ("csv", &csv(&[second], ","), false), &["/rows/2/child_2_born"]).await;
});

story!(a_file_that_is_no_list_of_referrals_is_refused, |centre| {
    let many = json!(vec![json!({}); 501]).to_string();
    for content in ["", "[", "{}", "[]", "null", "Dear Priya,", &many] {
        is_refused(&centre, ("json", content, false), &["/content"]).await;
    }
    let many = csv(&vec![row(&[]); 501], ",");
    let head = csv(&[row(&[])], ",").lines().next().unwrap().to_owned();
    for content in ["", "\u{feff}", &head, &many] {
        is_refused(&centre, ("csv", content, false), &["/content"]).await;
    }
    is_refused(&centre, ("json", "[1, \"two\", []]", false), &["/rows/1/", "/rows/2/", "/rows/3/"]).await;
    let most = json!(vec![json!({}); 500]).to_string();
    let imported = import(&centre, "json", &most, false).await.is(201);
    assert_eq!(imported["referrals"].as_array().unwrap().len(), 500);
});

story!(only_those_who_decide_on_referrals_import_them, |centre| {
    let body = json!({"format": "json", "content": json!([referral("supported")]).to_string()});
    let picture = centre.picture().await;
    for (who, code) in
        [("grace", "not-allowed"), ("joan", "not-allowed"), ("sam", "not-found"), ("ruth", "not-found")]
    {
        centre.post(who, "/referrals/import", body.clone()).await.is_refused_with(code);
    }
    centre.post("", "/referrals/import", body.clone()).await.is_refused_with("sign-in-needed");
    assert_eq!(centre.picture().await, picture);
    centre.post("martin", "/referrals/import", body).await.is(201);
});

/// A file as the page sends it.
fn file(content: &str) -> Vec<(String, String)> {
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    vec![
        field("format", "csv"),
        field("file/filename", "referrals.csv"),
        field("file/media_type", "text/csv"),
        field("file/content", content),
    ]
}

story!(the_page_lists_what_to_mend_and_keeps_the_rest_of_the_form, |centre| {
    let page = "/referrals/import";
    let browser = centre.sign_in("priya").await;
    let picture = centre.picture().await;
    // "child_1_born" and "31/02/2019" on two lines; then bytes that are no text.
    let refused = browser.hear_of(page, page, &file("Y2hpbGRfMV9ib3JuCjMxLzAyLzIwMTkK")).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text().contains("<title>Error: ") && refused.text().contains("child_1_born"),
        "{}",
        refused.text()
    );
    assert!(stories::filled_in(&refused.text()).contains(&("format".into(), "csv".into())));
    for unreadable in ["//79/A==", "not base64"] {
        let refused = browser.hear_of(page, page, &file(unreadable)).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("href=\"#file\""), "{}", refused.text());
    }
    assert_eq!(centre.picture().await, picture, "a refused file left a trace");
    // "child_1_name" and "Amira".
    let taken = browser.hear_of(page, page, &file("Y2hpbGRfMV9uYW1lCkFtaXJhCg==")).await;
    assert_eq!(taken.status, 303, "{}", taken.text());
});
