//! Random sequences of commands, carried out by all stores.

use proptest::test_runner::Config;
use proptest_state_machine::{StateMachineTest, prop_state_machine};

use super::command::{Command, Commands};
use super::stores::Stores;
use super::{carry_out, everything};

struct Compared;

impl StateMachineTest for Compared {
    type SystemUnderTest = Stores;
    type Reference = Commands;

    fn init_test(_: &()) -> Stores {
        Stores::new()
    }

    fn apply(mut stores: Stores, _: &(), command: Command) -> Stores {
        carry_out::carry_out(&mut stores, &command);
        stores.compare_changes();
        stores
    }

    fn teardown(stores: Stores, _: ()) {
        everything::compare(&stores);
        stores.close();
    }
}

fn config() -> Config {
    let told = Config::default();
    Config { cases: told.cases.div_ceil(16), ..told }
}

prop_state_machine! {
    #![proptest_config(config())]

    #[test]
    fn all_stores_answer_every_sequence_of_commands_alike(sequential 1..60 => Compared);
}
