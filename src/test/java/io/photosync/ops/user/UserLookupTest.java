package io.photosync.ops.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry;
import io.photosync.ops.user.UserDirectory.UserRef;
import io.photosync.testkit.RosterEntryBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whom a user principal name leads to. */
class UserLookupTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String NAME = "anna@contoso.example";

    @Test
    void a_name_that_passed_from_a_leaver_to_somebody_else_leads_to_the_present_user() {
        Map<String, RosterEntry> roster = new HashMap<>();
        IntStream.range(0, 100).forEach(i -> roster.put("left-" + i, gone()));
        roster.put("present", present());

        assertThat(UserLookup.current(roster, "Anna@Contoso.example")).contains(new UserRef("present", NAME));
        assertThat(UserLookup.leaver(roster, NAME)).contains(new UserRef("left-0", NAME));
    }

    @Test
    void a_leaver_is_nobodys_present_name() {
        assertThat(UserLookup.current(Map.of("left", gone()), NAME)).isEmpty();
        assertThat(UserLookup.leaver(Map.of("left", gone()), NAME)).contains(new UserRef("left", NAME));
    }

    @Test
    void of_two_whom_the_roster_lists_with_one_name_the_first_by_id_is_found() {
        Map<String, RosterEntry> roster = new HashMap<>();
        IntStream.range(100, 200).forEach(i -> roster.put("id-" + i, present()));

        assertThat(UserLookup.current(roster, NAME)).contains(new UserRef("id-100", NAME));
    }

    private static RosterEntry gone() {
        return entry(Optional.of(NOON));
    }

    private static RosterEntry present() {
        return entry(Optional.empty());
    }

    private static RosterEntry entry(Optional<Instant> goneSince) {
        return new RosterEntryBuilder(NAME, "").goneSince(goneSince).build();
    }
}
