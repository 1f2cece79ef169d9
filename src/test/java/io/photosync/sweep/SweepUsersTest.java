package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SweepUsersTest {
    private static final Duration EVERY = Duration.ofMinutes(5);

    @Test
    void a_round_looks_at_those_who_are_looked_after_in_the_order_of_their_ids() {
        Map<String, RosterEntry> roster = new HashMap<>();
        roster.put("dan", person(true, false, true, Optional.empty()));
        roster.put("ada", person(true, false, true, Optional.empty()));
        roster.put("guest", person(true, true, true, Optional.empty()));
        roster.put("outside", person(true, false, false, Optional.empty()));
        roster.put("gone", roster.get("ada").goneSince(Instant.EPOCH));

        assertThat(SweepUsers.of(roster, 1, EVERY, Duration.ofHours(1))).containsExactly("ada", "dan");
    }

    @Test
    void who_has_no_mailbox_is_looked_at_once_an_hour() {
        Map<String, RosterEntry> roster = Map.of("ada", person(false, false, true, Optional.empty()));

        List<Integer> looks = LongStream.rangeClosed(1, 24)
                .mapToObj(round -> SweepUsers.of(roster, round, EVERY, Duration.ofHours(1)).length)
                .toList();

        assertThat(looks.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
    }

    @Test
    void who_had_a_photo_is_looked_at_each_round_whatever_is_said_of_the_mailbox() {
        Map<String, RosterEntry> roster = Map.of("ada", person(false, false, true, Optional.of("e1")));

        assertThat(LongStream.rangeClosed(1, 12)
                        .mapToObj(round -> SweepUsers.of(roster, round, EVERY, Duration.ofHours(1))))
                .allMatch(people -> Arrays.equals(people, new String[] {"ada"}));
    }

    private static RosterEntry person(boolean mailbox, boolean guest, boolean inScope, Optional<String> etag) {
        return new RosterEntry(
                "ada@contoso.example", "Ada", mailbox, guest, true, inScope, Optional.empty(), etag, Optional.empty());
    }
}
