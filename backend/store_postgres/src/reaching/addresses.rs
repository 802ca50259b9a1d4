//! Addresses, good and bad, of which nothing secret is ever shown.

use secrecy::SecretString;

use crate::address::{Address, Place};
use crate::encryption::Mode;

fn servers(text: &str) -> Vec<String> {
    let address = Address::parse(text).unwrap_or_else(|why| panic!("{text}: {why}"));
    address.servers.iter().map(ToString::to_string).collect()
}

#[test]
fn servers_are_named_in_every_usual_way() {
    for (text, wanted) in [
        ("postgres://pse@db/pse", vec!["db:5432"]),
        ("postgresql://pse@db:6432/pse", vec!["db:6432"]),
        ("postgres://pse@db1,db2:5433,10.0.0.7/pse", vec!["db1:5432", "db2:5433", "10.0.0.7:5432"]),
        ("postgres://pse@[::1],[fe80::1]:5433/pse", vec!["[::1]:5432", "[fe80::1]:5433"]),
        ("postgres://pse@%2Fvar%2Frun%2Fpostgresql/pse", vec!["/var/run/postgresql/.s.PGSQL.5432"]),
        ("postgres://pse@/pse?host=/tmp&port=5433", vec!["/tmp/.s.PGSQL.5433"]),
        ("postgres://pse@/pse?host=db1,db2", vec!["db1:5432", "db2:5432"]),
        ("postgres://pse@db/pse?target_session_attrs=read-write", vec!["db:5432"]),
    ] {
        assert_eq!(servers(text), wanted, "{text}");
    }
}

#[test]
fn percent_signs_are_read_in_every_part() {
    let address = Address::parse("postgres://caf%C3%A9:h%40sh%3A%2F@db/mi%20base").unwrap();
    assert_eq!((&*address.user, &*address.database), ("café", "mi base"));
    assert_eq!(address.password(), Some("h@sh:/"));
    // A password may have an @ that is written as it is: a host has none.
    assert_eq!(Address::parse("postgres://pse:h@sh@db/pse").unwrap().password(), Some("h@sh"));
    assert!(!Address::parse("postgres://pse:@db/pse").unwrap().has_password());
}

#[test]
fn another_machine_is_checked_wholly_unless_the_operator_writes_another_word() {
    for (text, mode) in [
        ("postgres://pse@db/pse", Mode::VerifyFull),
        ("postgres://pse@localhost,db/pse", Mode::VerifyFull),
        ("postgres://pse@10.0.0.7/pse", Mode::VerifyFull),
        ("postgres://pse@localhost.example.co/pse", Mode::VerifyFull),
        ("postgres://pse@localhost/pse?sslrootcert=ca.pem", Mode::VerifyFull),
        ("postgres://pse@localhost,127.0.0.9,[::1]/pse", Mode::Disable),
        ("postgres://pse@%2Ftmp/pse", Mode::Disable),
        ("postgres://pse@db/pse?sslmode=disable", Mode::Disable),
        ("postgres://pse@db/pse?sslmode=prefer", Mode::Prefer),
        ("postgres://pse@db/pse?sslmode=require", Mode::Require),
        ("postgres://pse@db/pse?sslmode=require&sslrootcert=ca.pem", Mode::VerifyCa),
        ("postgres://pse@db/pse?sslmode=require&sslrootcert=system", Mode::Require),
        ("postgres://pse@db/pse?sslmode=verify-ca", Mode::VerifyCa),
        ("postgres://pse@localhost/pse?sslmode=verify-full", Mode::VerifyFull),
    ] {
        assert_eq!(Address::parse(text).unwrap().encryption.mode, mode, "{text}");
    }
}

#[test]
fn what_is_wrong_is_said_and_no_secret_with_it() {
    for (text, reason) in [
        ("mysql://pse:hush@db/pse", "does not begin with postgres://"),
        ("postgres:pse:hush@db/pse", "does not begin with postgres://"),
        ("postgres://pse:hush@db", "names no database"),
        ("postgres://pse:hush@db/", "names no database"),
        ("postgres://pse:hush@db/pse/hush", "names no database"),
        ("postgres://:hush@db/pse", "names no user"),
        ("postgres://db/pse", "names no user"),
        ("postgres://pse:hush/pse", "names no user"),
        ("postgres://pse:hush@/pse", "names no host"),
        ("postgres://pse:hush@db1,,db2/pse", "names a host without a name"),
        ("postgres://pse:hush@db1/pse?host=db2", "names hosts twice"),
        ("postgres://pse:hush@db:0/pse", "has a port that is no number from 1 to 65535"),
        ("postgres://pse:hush@db:hush/pse", "has a port that is no number"),
        ("postgres://pse:hush@db:65536/pse", "has a port that is no number"),
        ("postgres://pse:hush@[::1]x/pse", "has something after the \"]\""),
        ("postgres://pse:hu/sh@db/pse", "has a \"/\", \"?\" or \"#\" before its \"@\""),
        ("postgres://pse:hush?@db/pse", "has a \"/\", \"?\" or \"#\" before its \"@\""),
        ("postgres://pse:hush#@db/pse", "has a \"/\", \"?\" or \"#\" before its \"@\""),
        ("postgres://pse:hush@db/pse#hush", "has a \"#\" part"),
        ("postgres://pse:hu sh@db/pse", "has a space"),
        ("postgres://pse:hush%@db/pse", "has a \"%\" without two hexadecimal digits"),
        ("postgres://pse:hush%zz@db/pse", "has a \"%\" without two hexadecimal digits"),
        ("postgres://pse:hush%C3@db/pse", "has a part that is not text in UTF-8"),
        ("postgres://pse:hush%00@db/pse", "has a part that is not text in UTF-8"),
        ("postgres://pse@db/pse?password=hush", "has \"password\" as a parameter"),
        ("postgres://pse:hush@db/pse?sslmode=allow", "has an sslmode that is none of"),
        ("postgres://pse:hush@db/pse?sslmode=hush", "has an sslmode that is none of"),
        (
            "postgres://pse:hush@db/pse?sslmode=disable&sslrootcert=ca.pem",
            "has sslrootcert, which this sslmode",
        ),
        ("postgres://pse:hush@db/pse?sslmode=require&sslmode=disable", "has \"sslmode\" twice"),
        ("postgres://pse:hush@db/pse?sslMode=disable", "has a parameter, which is not taken"),
        (
            "postgres://pse:hush@db/pse?connect_timeout=3",
            "has the parameter \"connect_timeout\", which is not taken",
        ),
        (
            "postgres://pse:hush@db/pse?target_session_attrs=any",
            "has the parameter \"target_session_attrs\"",
        ),
    ] {
        let error = Address::parse(text).map(|_| ()).unwrap_err();
        assert!(error.contains(reason), "{text}: {error}");
        assert!(!error.contains("hush"), "{error}");
    }
}

#[test]
fn a_password_is_never_printed() {
    let whole = Address::parse("postgres://pse:hu%73h@db1,db2:5433/pse?sslmode=require").unwrap();
    let apart =
        Address::parse("postgres://pse@db/pse").unwrap().with_password(SecretString::from("hush"));
    assert_eq!(whole.to_string(), "postgres://pse@db1,db2:5433/pse?sslmode=require");
    assert_eq!(whole.masked(), "postgres://pse:********@db1,db2:5433/pse?sslmode=require");
    for shown in [format!("{whole} {whole:?} {apart} {apart:?}"), whole.masked(), apart.masked()] {
        assert!(!shown.contains("hush") && !shown.contains("hu%73h"), "{shown}");
    }
    assert_eq!((whole.password(), apart.password()), (Some("hush"), Some("hush")));
}

#[test]
fn a_folder_is_a_unix_socket() {
    let address = Address::parse("postgres://pse@%2Ftmp/pse").unwrap();
    assert_eq!(address.servers[0].place, Place::Folder("/tmp".into()));
}
