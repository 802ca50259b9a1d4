//! One release after the other on an SQLite file: an upgrade and the way back, while buyers pay.

use std::time::Duration;

use jiff::SignedDuration;
use pse_tests::books::Books;
use pse_tests::crowd::Crowd;
use pse_tests::database::Database;
use pse_tests::merchant::Merchant;
use pse_tests::several::Several;
use pse_tests::{Release, previous_release};

use super::stopping::stops;

/// How many buyers must have been served by each, and how long that may take.
const BUYERS: usize = 10;
const SERVED_WITHIN: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_file_is_served_by_the_old_release_by_the_new_one_and_by_the_old_one_again() {
    if previous_release().is_none() {
        return;
    }
    let several = Several::over(Database::in_a_file()).await;
    let merchant = Merchant::that_takes(Duration::ZERO).await;
    let setup = merchant
        .is_told_by(several.setup())
        .set("PSE__PROBE__FIRST_AFTER", "2s")
        .set("PSE__PROBE__EVERY", "4s");
    let crowd = Crowd::comes(&[setup.url()], 3);
    let old = setup.of(Release::Previous).start().await;
    crowd.goes_on(BUYERS, SERVED_WITHIN).await;

    let new = stops(old).await.of(Release::This).start().await;
    crowd.goes_on(BUYERS, SERVED_WITHIN).await;

    let old = stops(new).await.of(Release::Previous).start().await;
    crowd.goes_on(BUYERS, SERVED_WITHIN).await;
    let told = crowd.leaves().await;
    Books::of(&several, &merchant, told, SignedDuration::from_secs(4)).agree().await;
    assert_eq!(merchant.told_again(), Vec::<String>::new(), "each was taken when it was sent");
    assert_eq!(old.http().get("/readyz").await.status, 200);

    // Whole by the judgement of both: what one of them finds damaged it stops to write.
    let mut setup = stops(old).await;
    for release in [Release::Previous, Release::This] {
        setup = setup.of(release);
        let verified = setup.run(&["store", "verify"]);
        assert!(verified.status.success(), "{release:?}: {verified:?}");
    }
}
