//! Statements that were prepared before their table changed.

use super::cluster::Cluster;
use crate::reach::Reached;

#[tokio::test]
async fn a_statement_whose_table_has_changed_is_prepared_again() {
    let cluster = Cluster::started().await;
    let admin = cluster.admin().await;
    admin.batch_execute("CREATE TABLE t AS SELECT 1 AS a; GRANT ALL ON t TO pse").await.unwrap();
    let pools = Reached::new(&cluster.settings(), None).await.unwrap().pools;
    let columns = async || {
        let read = pools.buyers.read(|db| async move { db.rows("SELECT * FROM t", &[]).await });
        read.await.unwrap()[0].len()
    };
    assert_eq!((columns().await, columns().await), (1, 1));
    // As a migration of a later program does.
    admin.batch_execute("ALTER TABLE t ADD b int").await.unwrap();
    assert_eq!(columns().await, 2);
}
