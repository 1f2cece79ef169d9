package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry;
import io.photosync.testkit.RosterEntryBuilder;
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
    void a_pass_checks_the_managed_users_in_the_order_of_their_ids() {
        Map<String, RosterEntry> roster = new HashMap<>();
        roster.put("dan", user(true, false, true, Optional.empty()));
        roster.put("ada", user(true, false, true, Optional.empty()));
        roster.put("guest", user(true, true, true, Optional.empty()));
        roster.put("outside", user(true, false, false, Optional.empty()));
        roster.put("gone", roster.get("ada").goneSince(Instant.EPOCH));

        assertThat(SweepUsers.of(roster, 1, EVERY, Duration.ofHours(1))).containsExactly("ada", "dan");
    }

    @Test
    void a_user_without_a_mailbox_is_checked_once_an_hour() {
        Map<String, RosterEntry> roster = Map.of("ada", user(false, false, true, Optional.empty()));

        List<Integer> checks = LongStream.rangeClosed(1, 24)
                .mapToObj(pass -> SweepUsers.of(roster, pass, EVERY, Duration.ofHours(1)).length)
                .toList();

        assertThat(checks.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
    }

    @Test
    void a_user_who_had_a_photo_is_checked_in_each_pass_whatever_graph_says_of_the_mailbox() {
        Map<String, RosterEntry> roster = Map.of("ada", user(false, false, true, Optional.of("e1")));

        assertThat(LongStream.rangeClosed(1, 12)
                        .mapToObj(pass -> SweepUsers.of(roster, pass, EVERY, Duration.ofHours(1))))
                .allMatch(ids -> Arrays.equals(ids, new String[] {"ada"}));
    }

    private static RosterEntry user(boolean mailbox, boolean guest, boolean inScope, Optional<String> etag) {
        return new RosterEntryBuilder("ada@contoso.example", "Ada")
                .mailbox(mailbox)
                .guest(guest)
                .inScope(inScope)
                .mediaEtag(etag)
                .build();
    }
}
