package io.photosync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.graph.GraphRoom;
import io.photosync.sandbox.graph.SubscriptionListing;
import io.photosync.subscription.SubscriptionState.Alive;
import io.photosync.subscription.SubscriptionState.Refused;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists of subscriptions that differ from what exists. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnreliableListTest {
    private final SubscriptionFixture fixture = new SubscriptionFixture();

    @AfterAll
    void stop() {
        fixture.close();
    }

    @BeforeEach
    void open() throws Exception {
        fixture.open();
    }

    @AfterEach
    void clear() throws Exception {
        fixture.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "EMPTY, false",
        "EMPTY, true",
        "EMPTY_PAGES, false",
        "EMPTY_PAGES, true",
        "ENDLESS, false",
        "ENDLESS, true",
        "EXPIRED, false",
        "EXPIRED, true"
    })
    void a_subscription_that_exists_by_id_is_not_created_twice_whatever_the_list_says(
            SubscriptionListing listing, boolean duplicatesAccepted) throws Exception {
        // Given
        SubscriptionReconciler reconciler = fixture.reconciler(fixture.webhook().url(), "state-a");
        reconciler.reconcile(false);
        String id = fixture.theOnly().id();
        fixture.sandbox().switches().setSubscriptionListing(listing);
        fixture.sandbox().switches().setDuplicateSubscriptions(duplicatesAccepted);

        // When: an hour
        for (int look = 0; look < 20; look++) {
            fixture.clock().advance(reconciler.reconcile(false));
        }

        // Then
        assertThat(fixture.sandbox().subscriptions()).isOne();
        assertThat(reconciler.state()).isInstanceOfSatisfying(Alive.class, alive -> {
            assertThat(alive.id()).isEqualTo(id);
            assertThat(alive.trouble()).get().asString().startsWith("list unreliable: ");
        });
    }

    @Test
    void the_subscription_is_renewed_by_id_and_well_once_the_list_is_complete() throws Exception {
        // Given
        SubscriptionReconciler reconciler = fixture.reconciler(fixture.webhook().url(), "state-a");
        reconciler.reconcile(false);
        Instant end = fixture.theOnly().expires();
        fixture.sandbox().switches().setSubscriptionListing(SubscriptionListing.EMPTY);

        // When
        fixture.clock().advance(SubscriptionFixture.LIFE.dividedBy(2));
        reconciler.reconcile(false);
        fixture.sandbox().switches().setSubscriptionListing(SubscriptionListing.WHOLE);
        reconciler.reconcile(false);

        // Then
        assertThat(fixture.theOnly().expires()).isAfter(end.plus(Duration.ofDays(3)));
        assertThat(reconciler.state()).isInstanceOfSatisfying(Alive.class, alive -> assertThat(alive.trouble())
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(names = {"EMPTY", "EMPTY_PAGES", "ENDLESS"})
    void an_unknown_id_is_learnt_from_the_conflict(SubscriptionListing listing) throws Exception {
        // Given
        fixture.reconciler(fixture.webhook().url(), "state-a").reconcile(false);
        fixture.forget();
        fixture.sandbox().switches().setSubscriptionListing(listing);

        // When
        SubscriptionReconciler other = fixture.reconciler(fixture.webhook().url(), "state-a");
        for (int look = 0; look < 20; look++) {
            fixture.clock().advance(other.reconcile(false));
        }

        // Then
        assertThat(fixture.sandbox().subscriptions()).isOne();
        assertThat(other.state())
                .isInstanceOfSatisfying(
                        Alive.class,
                        alive -> assertThat(alive.trouble()).get().asString().startsWith("list unreliable: "));
    }

    @Test
    void without_known_ids_only_a_few_subscriptions_are_created_per_hour() throws Exception {
        // Given
        SubscriptionReconciler reconciler = fixture.reconciler(fixture.webhook().url(), "state-a");
        fixture.sandbox().switches().setDuplicateSubscriptions(true);
        int made = 0;

        // When: each is lost right after its creation
        for (int look = 0; look < 20; look++) {
            fixture.clock().advance(Duration.ofMinutes(2));
            reconciler.reconcile(false);
            made += fixture.sandbox().subscriptions();
            if (reconciler.state() instanceof Alive(String id, Instant until, var trouble)) {
                fixture.subscriptions().delete(id, GraphRoom.ask());
            }
        }

        // Then
        assertThat(made).isEqualTo(3);
        assertThat(reconciler.state()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .contains("list unreliable"));
    }

    @Test
    void an_empty_list_is_trusted_if_no_known_id_contradicts_it() throws Exception {
        // When
        SubscriptionReconciler reconciler = fixture.reconciler(fixture.webhook().url(), "state-a");
        reconciler.reconcile(false);

        // Then
        assertThat(reconciler.state()).isInstanceOfSatisfying(Alive.class, alive -> assertThat(alive.trouble())
                .isEmpty());
    }
}
