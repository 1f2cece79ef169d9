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

/** Lists of subscriptions that are not what there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnreliableListTest {
    private final CareStage stage = new CareStage();

    @AfterAll
    void stop() {
        stage.close();
    }

    @BeforeEach
    void open() throws Exception {
        stage.open();
    }

    @AfterEach
    void clear() throws Exception {
        stage.clear();
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
    void a_subscription_that_lives_by_its_id_is_not_made_twice_whatever_the_list_says(
            SubscriptionListing listing, boolean duplicatesAccepted) throws Exception {
        // Given
        SubscriptionReconciler keeper = stage.keeper(stage.door().url(), "state-a");
        keeper.look(false);
        String id = stage.theOnly().id();
        stage.sandbox().switches().setSubscriptionListing(listing);
        stage.sandbox().switches().setDuplicateSubscriptions(duplicatesAccepted);

        // When: an hour
        for (int look = 0; look < 20; look++) {
            stage.clock().advance(keeper.look(false));
        }

        // Then
        assertThat(stage.sandbox().subscriptions()).isOne();
        assertThat(keeper.state()).isInstanceOfSatisfying(Alive.class, alive -> {
            assertThat(alive.id()).isEqualTo(id);
            assertThat(alive.trouble()).get().asString().startsWith("list unreliable: ");
        });
    }

    @Test
    void it_is_renewed_by_its_id_and_well_again_when_the_list_is() throws Exception {
        // Given
        SubscriptionReconciler keeper = stage.keeper(stage.door().url(), "state-a");
        keeper.look(false);
        Instant end = stage.theOnly().expires();
        stage.sandbox().switches().setSubscriptionListing(SubscriptionListing.EMPTY);

        // When
        stage.clock().advance(CareStage.LIFE.dividedBy(2));
        keeper.look(false);
        stage.sandbox().switches().setSubscriptionListing(SubscriptionListing.WHOLE);
        keeper.look(false);

        // Then
        assertThat(stage.theOnly().expires()).isAfter(end.plus(Duration.ofDays(3)));
        assertThat(keeper.state()).isInstanceOfSatisfying(Alive.class, alive -> assertThat(alive.trouble())
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(names = {"EMPTY", "EMPTY_PAGES", "ENDLESS"})
    void who_does_not_know_the_id_learns_it_from_the_refusal(SubscriptionListing listing) throws Exception {
        // Given
        stage.keeper(stage.door().url(), "state-a").look(false);
        stage.forget();
        stage.sandbox().switches().setSubscriptionListing(listing);

        // When
        SubscriptionReconciler other = stage.keeper(stage.door().url(), "state-a");
        for (int look = 0; look < 20; look++) {
            stage.clock().advance(other.look(false));
        }

        // Then
        assertThat(stage.sandbox().subscriptions()).isOne();
        assertThat(other.state())
                .isInstanceOfSatisfying(
                        Alive.class,
                        alive -> assertThat(alive.trouble()).get().asString().startsWith("list unreliable: "));
    }

    @Test
    void where_even_the_ids_are_not_known_any_more_only_a_few_are_made_an_hour() throws Exception {
        // Given
        SubscriptionReconciler keeper = stage.keeper(stage.door().url(), "state-a");
        stage.sandbox().switches().setDuplicateSubscriptions(true);
        int made = 0;

        // When: each is lost as soon as it is made
        for (int look = 0; look < 20; look++) {
            stage.clock().advance(Duration.ofMinutes(2));
            keeper.look(false);
            made += stage.sandbox().subscriptions();
            if (keeper.state() instanceof Alive(String id, Instant until, var trouble)) {
                stage.subscriptions().delete(id, GraphRoom.ask());
            }
        }

        // Then
        assertThat(made).isEqualTo(3);
        assertThat(keeper.state()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .contains("list unreliable"));
    }

    @Test
    void an_empty_list_is_believed_where_nothing_speaks_against_it() throws Exception {
        // When
        SubscriptionReconciler keeper = stage.keeper(stage.door().url(), "state-a");
        keeper.look(false);

        // Then
        assertThat(keeper.state()).isInstanceOfSatisfying(Alive.class, alive -> assertThat(alive.trouble())
                .isEmpty());
    }
}
