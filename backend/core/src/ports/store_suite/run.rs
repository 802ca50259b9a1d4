//! The list of all behaviours: one macro call makes a test of each.

/// Makes a test of each behaviour that every store must show. `$fixture` is an expression that gives each test its own
/// [`StoreFixture`](crate::ports::store_suite::StoreFixture). With `shared`, the behaviours of a store that several
/// processes may have open at once are tested too.
///
/// ```text
/// pse_core::store_suite!(MemoryFixture::new(), shared);
/// ```
#[macro_export]
macro_rules! store_suite {
    ($fixture:expr, shared) => {
        $crate::store_suite!($fixture);
        $crate::store_suite_theme!($fixture, processes:
            a_living_process_s_creation_is_no_other_s_orphan_until_its_lease_ends,
            one_process_at_a_time_may_ask_for_a_bank_list,
            a_kept_bank_list_gives_the_right_back,
            a_process_hears_what_another_changes,
            of_two_processes_intents_exactly_one_is_stored,
            of_two_processes_changes_exactly_one_is_stored,
            two_processes_never_claim_the_same_payment,
            two_processes_never_claim_the_same_notification,
        );
    };
    ($fixture:expr) => {
        $crate::store_suite_theme!($fixture, checkouts:
            a_checkout_reads_back_whole,
            a_key_makes_one_checkout_and_answers_with_it_ever_after,
            sites_do_not_share_keys,
            a_site_reads_its_own_checkouts_and_payments_alone,
            sixty_four_requests_with_one_key_make_one_checkout,
            an_expired_checkout_is_kept_as_the_open_one_it_is,
        );
        $crate::store_suite_theme!($fixture, intents:
            an_intent_is_stored_whole,
            a_living_or_paid_payment_blocks_its_checkout_and_its_reference,
            one_sites_reference_does_not_block_anothers,
            attempts_on_a_reference_are_numbered_after_those_that_ended,
            attempts_by_another_checkout_of_the_reference_count_too,
            checkouts_do_not_share_keys,
            a_key_makes_one_payment_and_answers_with_it_even_when_another_is_alive,
            an_intent_for_no_checkout_stores_nothing,
            a_payments_id_is_used_once,
            of_sixty_four_intents_for_one_checkout_exactly_one_is_stored,
            a_payment_remembers_its_provider_whatever_a_change_says,
            a_checkout_has_so_many_payments_and_no_more,
        );
        $crate::store_suite_theme!($fixture, changing:
            a_change_reads_back_whole,
            a_checkout_follows_its_payment,
            a_change_that_says_nothing_of_the_checkout_leaves_it,
            a_change_of_no_payment_stores_nothing,
            a_change_of_what_has_changed_since_stores_nothing,
            of_many_changes_over_one_version_exactly_one_is_stored,
            a_change_that_cannot_be_stored_whole_is_not_stored_at_all,
            every_refusal_reads_back,
            a_second_living_payment_is_refused_also_as_a_change,
        );
        $crate::store_suite_theme!($fixture, claiming:
            due_payments_are_claimed_the_longest_overdue_first,
            nothing_is_due_where_nothing_is_pending,
            claims_of_due_payments_made_at_once_never_overlap,
            an_answer_to_an_earlier_claim_is_not_stored,
            the_buyers_return_asks_seldom_and_only_so_often,
            the_merchant_asks_only_after_the_providers_interval,
            only_pending_payments_are_asked_about,
            of_many_who_ask_at_once_about_one_payment_one_may,
        );
        $crate::store_suite_theme!($fixture, listing:
            a_site_sees_its_own_payments_newest_first,
            filters_narrow_the_listing_alone_and_together,
            pages_hold_every_payment_once_also_those_of_one_instant,
        );
        $crate::store_suite_theme!($fixture, notifying:
            due_notifications_are_taken_by_one_for_a_while,
            a_payments_notifications_wait_for_the_oldest_undelivered,
            one_given_up_blocks_no_other,
            every_attempt_is_kept_with_what_came_of_it,
            attempts_recorded_together_are_each_kept_or_refused,
            a_payments_notifications_are_read_oldest_first_each_with_its_own_attempts,
            what_was_delivered_stays_delivered,
            a_site_can_have_its_own_notification_again,
            claims_of_notifications_made_at_once_never_overlap,
            each_site_is_claimed_by_itself_up_to_its_limit,
            a_claim_given_back_is_due_at_once_and_only_while_it_holds,
            an_earlier_notification_sent_again_goes_before_the_later_ones,
            what_came_of_an_ended_claim_is_kept_and_changes_nothing,
        );
        $crate::store_suite_theme!($fixture, orphans:
            a_creation_is_its_own_process_s_until_its_lease_ends,
            what_a_closed_process_left_creating_is_found_whatever_its_lease,
            what_is_no_longer_creating_is_nobody_s_orphan,
            an_intent_that_was_not_stored_leaves_no_orphan,
        );
        $crate::store_suite_theme!($fixture, bank_lists:
            a_sites_latest_bank_list_is_kept,
            a_process_may_ask_for_a_bank_list_again_and_again,
            the_right_of_a_closed_process_does_not_count,
        );
        $crate::store_suite_theme!($fixture, watching:
            the_figures_say_what_waits_and_since_when,
            unfinished_payments_are_counted_by_site_and_provider,
        );
        $crate::store_suite_theme!($fixture, changes:
            a_move_is_heard_by_everybody_who_follows,
            only_moves_that_were_stored_from_now_on_are_heard,
            a_change_is_heard_when_it_can_be_read,
            closing_ends_what_followers_read,
        );
        $crate::store_suite_theme!($fixture, exactness:
            money_is_kept_to_the_centavo,
            times_are_kept_to_the_microsecond,
            texts_that_differ_in_case_are_different,
            each_person_and_each_part_is_kept_in_its_place,
            a_used_key_is_answered_with_the_hash_of_its_first_request,
        );
        $crate::store_suite_theme!($fixture, people:
            people_who_differ_in_anything_are_kept_apart,
            one_person_pays_again_and_at_another_site,
        );
        $crate::store_suite_theme!($fixture, consenting:
            a_consent_is_kept_with_its_words_version_time_and_address,
            where_nothing_was_asked_nothing_was_consented_to,
        );
        $crate::store_suite_theme!($fixture, closing:
            a_closed_store_does_nothing_more,
            opening_again_finds_everything,
            opening_again_finds_keys_claims_and_notifications,
        );
    };
}

/// Makes a test of each behaviour of one theme.
#[doc(hidden)]
#[macro_export]
macro_rules! store_suite_theme {
    ($fixture:expr, $theme:ident: $($behaviour:ident,)*) => {
        mod $theme {
            use super::*;

            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn $behaviour() {
                    $crate::ports::store_suite::$theme::$behaviour($fixture).await;
                }
            )*
        }
    };
}
