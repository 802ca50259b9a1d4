//! Random sequences of commands, carried out by both stores.

use proptest::test_runner::Config;
use proptest_state_machine::{StateMachineTest, prop_state_machine};

use super::command::{Command, Commands};
use super::pair::Pair;
use super::{carry_out, everything};

struct Compared;

impl StateMachineTest for Compared {
    type SystemUnderTest = Pair;
    type Reference = Commands;

    fn init_test(_: &()) -> Pair {
        Pair::new()
    }

    fn apply(mut pair: Pair, _: &(), command: Command) -> Pair {
        carry_out::carry_out(&mut pair, &command);
        pair.compare_changes();
        pair
    }

    fn teardown(pair: Pair, _: ()) {
        everything::compare(&pair);
    }
}

fn config() -> Config {
    let told = Config::default();
    Config { cases: told.cases.div_ceil(8), ..told }
}

prop_state_machine! {
    #![proptest_config(config())]

    #[test]
    fn both_stores_answer_every_sequence_of_commands_alike(sequential 1..60 => Compared);
}
