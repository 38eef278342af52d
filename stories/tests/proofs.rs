//! Heads, proofs and exports of the trail: checked with the public key and nothing else.

use crate::audit::{head, lines};
use host::{
    Problem, Tx,
    audit::sha256,
    trail::{Consistency, Export, Inclusion, Offline, TrustedKeys},
};
use policy::Actor;
use serde_json::json;
use std::io::Cursor;
use stories::{Centre, id, saturday, story};

fn keys(centre: &Centre) -> TrustedKeys {
    TrustedKeys::of([centre.house.database().trail_key().unwrap().public().as_str()]).unwrap()
}

async fn read<T: Send + 'static>(
    centre: &Centre,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, Problem> + Send + 'static,
) -> T {
    let house = centre.house.clone();
    tokio::task::spawn_blocking(move || {
        house.database().read_blocking(&Actor::program(house.centre()), work).unwrap()
    })
    .await
    .unwrap()
}

/// Heads over trails of many sizes, among them both sides of a kept node.
async fn heads(centre: &Centre) -> Vec<i64> {
    let family = centre.ready_family("supervised").await.family.clone();
    let mut sizes = Vec::new();
    for round in 0..24 {
        for _ in 0..round {
            centre.get("priya", &format!("/families/{family}")).await.is(200);
        }
        sizes.push(head(centre).await.size);
    }
    assert!(sizes.iter().any(|size| *size > 256), "{sizes:?}");
    sizes
}

story!(every_line_has_a_proof_that_holds_for_it_and_for_no_other, |centre| {
    heads(&centre).await;
    let keys = keys(&centre);
    let all = lines(&centre).await;
    for line in &all {
        let seq = line.seq;
        let proof = read(&centre, move |tx| Inclusion::of(tx, seq)).await;
        assert_eq!(proof.verify(&keys), Ok(()), "line {seq}");
        assert_eq!(proof.line, *line);
    }
    let proof = read(&centre, |tx| Inclusion::of(tx, 20)).await;
    let mut altered = proof.clone();
    altered.line.summary = "Nothing happened".to_owned();
    assert!(altered.verify(&keys).is_err());
    altered.line.hash = host::audit::hex(&altered.line.digest());
    assert!(altered.verify(&keys).is_err(), "hashed anew, it is in no tree");
    let mut other = proof.clone();
    other.line = all[20].clone();
    assert!(other.verify(&keys).is_err());
    let mut shorter = proof.clone();
    shorter.path = shorter.path[4..].to_owned();
    assert!(shorter.verify(&keys).is_err());
    let mut grown = proof.clone();
    grown.head.size += 1;
    assert!(grown.verify(&keys).is_err(), "the size is signed");
    let stranger = host::trail::TrailKey::from_seed(&[7; 32]).public();
    assert!(proof.verify(&TrustedKeys::of([stranger.as_str()]).unwrap()).is_err());
});

story!(every_head_follows_every_head_before_it, |centre| {
    let sizes = heads(&centre).await;
    let keys = keys(&centre);
    for size in sizes {
        let proof = read(&centre, move |tx| Consistency::of(tx, size)).await;
        assert_eq!(proof.verify(&keys), Ok(()), "from {size}");
        let mut crossed = proof.clone();
        std::mem::swap(&mut crossed.before, &mut crossed.after);
        assert_eq!(crossed.verify(&keys).is_ok(), proof.before == proof.after);
    }
});

story!(a_head_that_is_asked_for_again_is_the_same_until_something_is_added, |centre| {
    let first = head(&centre).await;
    assert_eq!(head(&centre).await, first);
    let signed = centre.post("martin", "/trail/heads", json!({})).await.is(201);
    assert_eq!(signed["size"], first.size + 1);
    let shown = centre.get("martin", "/trail/head").await.is(200);
    assert_eq!(shown["head"], signed);
    // How long the trail is would tell a co-ordinator that others did something.
    for who in ["priya", "grace"] {
        centre.get(who, "/trail/head").await.is(403);
    }
    centre.post("grace", "/trail/heads", json!({})).await.is(403);
    let browser = centre.sign_in("martin").await;
    let page = browser.fill("/trail", "/trail", &[]).await;
    page.is(200).shows("A head is signed").shows("Public key");
});

story!(a_signed_report_is_found_by_its_bytes, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.visit_that_took_place(&family, saturday(0)).await;
    let asked = json!({"from": "2026-11-18", "until": "2026-11-21", "recipient": "The court"});
    let report = centre.post("priya", &format!("/families/{}/reports", family.family), asked).await.is(201);
    let path = format!("/reports/{}", id(&report));
    let signature = json!({"statement": "These are the facts as I recorded them.", "leave_unanswered": true});
    centre.post("priya", &format!("{path}/signature"), signature).await.is(201);
    head(&centre).await;
    let pdf = centre.sign_in("priya").await.hear(&format!("{path}/document")).await.body;
    assert!(pdf.starts_with(b"%PDF"));
    let digest = sha256(&pdf);
    let found = digest.clone();
    let proof = read(&centre, move |tx| Inclusion::of_document(tx, &found)).await;
    assert_eq!(proof.verify(&keys(&centre)), Ok(()));
    assert_eq!(proof.line.act, "sign-report");
    assert!(proof.is_of_document(&digest) && !proof.is_of_document(&sha256(b"another")));
});

story!(an_exported_log_is_checked_offline, |centre| {
    let sizes = heads(&centre).await;
    let printed = read(&centre, host::trail::last_head).await.unwrap();
    let log: Vec<String> = read(&centre, |tx| {
        let mut log = Vec::new();
        Export::all(tx, |thing| {
            log.push(serde_json::to_string(thing)?);
            Ok(())
        })?;
        Ok(log)
    })
    .await;
    let keys = keys(&centre);
    let checked = |log: &[String]| {
        let text = log.join("\n");
        Offline::check(Cursor::new(text), &keys, std::slice::from_ref(&printed), None)
            .map_or_else(Some, |checked| checked.found.fault)
    };
    assert_eq!(checked(&log), None);
    let heads = sizes.len();
    for at in [0, heads - 1, heads, heads + 4, log.len() - 1] {
        let mut without = log.clone();
        without.remove(at);
        assert!(checked(&without).is_some(), "row {at} is not missed");
    }
    let mut moved = log.clone();
    moved.swap(heads + 2, heads + 3);
    assert!(checked(&moved).is_some());
    let mut altered = log.clone();
    altered[heads + 2] =
        altered[heads + 2].replacen("coordinator", "volunteer", 1).replacen("program", "public", 1);
    assert_ne!(altered, log);
    assert!(checked(&altered).is_some());
    // Everything after an earlier head is cut off, heads and all: the head that was printed tells.
    let cut = sizes[3];
    let keeps = |row: &String| match serde_json::from_str(row).unwrap() {
        Export::Head(head) => head.size <= cut,
        Export::Line(line) => line.seq <= cut,
    };
    let shorter: Vec<String> = log.iter().filter(|row| keeps(row)).cloned().collect();
    assert!(checked(&shorter).unwrap().contains("and there are"));
});
