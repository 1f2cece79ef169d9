package io.photosync.ops.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.ops.audit.BackwardReader.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class BackwardReaderTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Predicate<AuditEntry> ALL = entry -> true;

    /** The trail began earlier; Kafka has deleted what is older. */
    private static final long BEGIN = 100;

    private int portionsInTime = Integer.MAX_VALUE;
    private int portionsRead;

    @Test
    void an_old_entry_is_found_however_many_newer_ones_do_not_match() {
        AuditSlice slice = trail(20_000).read(by("ada"), 50, BEGIN, BEGIN + 20_000);

        assertThat(slice.entries()).extracting(AuditEntry::what).containsExactly("offset 100");
        assertThat(slice.next()).isEmpty();
    }

    @Test
    void entries_of_the_same_instant_are_on_one_page_or_the_next() {
        List<String> seen = new ArrayList<>();
        OptionalLong before = OptionalLong.of(BEGIN + 130);
        int pages = 0;
        while (before.isPresent()) {
            AuditSlice slice = trail(130).read(ALL, 50, BEGIN, before.getAsLong());
            slice.entries().forEach(entry -> seen.add(entry.what()));
            before = slice.next();
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(seen)
                .containsExactlyElementsOf(LongStream.range(BEGIN, BEGIN + 130)
                        .mapToObj(offset -> "offset " + offset)
                        .toList()
                        .reversed());
    }

    @Test
    void a_full_page_that_ends_at_the_beginning_has_no_next_one() {
        assertThat(trail(50).read(ALL, 50, BEGIN, BEGIN + 50).next()).isEmpty();
        assertThat(trail(0).read(ALL, 50, BEGIN, BEGIN))
                .isEqualTo(new AuditSlice(List.of(), OptionalLong.empty(), Optional.empty()));
    }

    @Test
    void without_a_filter_one_portion_is_enough() {
        trail(20_000).read(ALL, 50, BEGIN, BEGIN + 20_000);

        assertThat(portionsRead).isEqualTo(1);
    }

    @Test
    void when_the_time_is_up_it_says_how_far_it_came_and_where_to_go_on() {
        portionsInTime = 2;

        AuditSlice slice = trail(20_000).read(by("ada"), 50, BEGIN, BEGIN + 20_000);

        assertThat(slice.entries()).isEmpty();
        assertThat(slice.next()).hasValue(BEGIN + 20_000 - 51 - 102);
        assertThat(slice.readTo()).hasValue(NOON);
    }

    @Test
    void nothing_read_at_all_is_an_error_and_no_empty_page() {
        portionsInTime = 0;

        assertThatThrownBy(() -> trail(10).read(ALL, 50, BEGIN, BEGIN + 10)).isInstanceOf(TimeoutException.class);
    }

    /** All of one instant; the oldest is Ada's. */
    private BackwardReader trail(int entries) {
        return new BackwardReader((from, to) -> {
            assertThat(from).isGreaterThanOrEqualTo(BEGIN);
            assertThat(to).isLessThanOrEqualTo(BEGIN + entries);
            assertThat(to - from).isLessThanOrEqualTo(BackwardReader.LARGEST_PORTION);
            return portionsRead++ == portionsInTime
                    ? Optional.empty()
                    : Optional.of(LongStream.range(from, to)
                            .mapToObj(offset -> new Recorded(offset, entry(offset)))
                            .toList());
        });
    }

    private static Predicate<AuditEntry> by(String actor) {
        return entry -> entry.actor().equals(actor);
    }

    private static AuditEntry entry(long offset) {
        return new AuditEntry(
                NOON,
                offset == BEGIN ? "ada" : "grace",
                AuditEntry.Action.SYNC,
                "offset " + offset,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
