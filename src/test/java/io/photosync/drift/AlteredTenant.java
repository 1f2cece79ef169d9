package io.photosync.drift;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.Settlement;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.sharepoint.FileAlteration;
import io.photosync.testkit.Pictures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant whose SharePoint alters each file some time after its upload: 12 bytes more, and 20 seconds later. */
abstract class AlteredTenant extends CheckedByHand {
    private static final FileAlteration ALTERED =
            new FileAlteration(12, Duration.ofSeconds(20), Duration.ofMillis(500));
    /** Matches requests for the first file of a picture, and for its properties. */
    private static final int REQUESTS_FOR_A_REPAIR = 8;

    private static final int FILES_A_PAGE = 2_000;

    @ConfigProperty(name = "photosync.drift.changed-at-most", defaultValue = "100")
    int changedAtMost;

    @BeforeEach
    @Override
    void a_tenant_in_step() {
        super.a_tenant_in_step();
        sandbox.sharePoint().library().alterStored(ALTERED);
        sandbox.sharePoint().library().alterFiles(Optional.of(ALTERED));
    }

    @AfterEach
    void no_more_alterations() {
        sandbox.sharePoint().library().alterFiles(Optional.empty());
    }

    @Test
    void what_sharepoint_makes_of_our_files_is_accepted_and_costs_no_more_than_the_listing_from_the_second_day_on()
            throws Exception {
        // Given
        List<Person> everybody = shown();
        assertThat(everybody).hasSizeGreaterThan(2 * changedAtMost);

        // When
        long before = requestsToSharePoint();
        DriftCheck first = day();
        long firstDay = requestsToSharePoint() - before;
        DriftCheck second = nextDay();
        long secondDay = requestsToSharePoint() - before - firstDay;
        DriftCheck third = nextDay();
        long thirdDay = requestsToSharePoint() - before - firstDay - secondDay;

        // Then
        long listing = 1 + (first.files() + FILES_A_PAGE - 1) / FILES_A_PAGE;
        assertThat(first.changed()).isGreaterThanOrEqualTo(everybody.size());
        assertThat(first.ordered()).isEqualTo(changedAtMost);
        assertThat(firstDay).isLessThanOrEqualTo(listing + (long) changedAtMost * REQUESTS_FOR_A_REPAIR);
        assertThat(second.details().orElseThrow().accepted()).isGreaterThanOrEqualTo(everybody.size());
        assertThat(secondDay).isLessThanOrEqualTo(listing);
        assertThat(third.changed()).isZero();
        assertThat(thirdDay).isLessThanOrEqualTo(listing);

        // When
        Person replaced = everybody.getLast();
        visitor.putFile(base(replaced).orElseThrow(), "M", Pictures.jpeg(99));
        Settlement accepted = end(replaced);
        DriftCheck fourth = nextDay();

        // Then
        assertThat(fourth.changed()).isEqualTo(1);
        assertThat(end(replaced).attemptId()).isNotEqualTo(accepted.attemptId());
        assertThat(known(replaced).bulk().map(event -> event.data().cause()))
                .isIn(Optional.empty(), Optional.of(Cause.REPAIR));

        // When
        Person changed = everybody.getFirst();
        visitor.putPhoto(changed, 5);
        visitor.awaitInStep(changed);
        await().until(() -> known(changed).onItsWay(Instant.MIN).isEmpty());
        DriftCheck fifth = nextDay();

        // Then
        assertThat(fifth.ordered()).isZero();
        assertThat(fifth.details().orElseThrow().accepted()).isPositive();
    }

    /** After SharePoint has altered what was written the day before. */
    private DriftCheck nextDay() throws Exception {
        await().pollDelay(ALTERED.after()).until(() -> true);
        return day();
    }
}
