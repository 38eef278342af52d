//! The record of processing says what the system really does.

use stories::story;

story!(the_record_of_processing_names_every_table_every_act_and_every_class, |centre| {
    let record = centre.get("priya", "/records/processing").await.is(200);
    let text = record.to_string();
    for table in app::records::registry::all() {
        assert!(text.contains(&format!("\"{}\"", table.name)), "{} is missing", table.name);
    }
    for act in policy::EveryAct::ALL {
        assert!(text.contains(&format!("\"{}\"", act.name)), "{} is missing", act.name);
    }
    for class in rules::records::retention::Class::ALL {
        assert!(text.contains(class.as_str()), "{class} is missing");
    }
    centre.get("grace", "/records/processing").await.is(403);
    let priya = centre.sign_in("priya").await;
    let page = priya.open("/records/processing").await;
    for act in policy::EveryAct::ALL {
        page.shows(&act.words.replace('\'', "&#39;"));
    }
    priya.open("/records/impact").await.is(200).shows("Measures that exist");
    let heard = priya.hear("/records/processing.pdf").await;
    assert!(heard.body.starts_with(b"%PDF"));
});
