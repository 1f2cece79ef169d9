package io.photosync.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry;
import io.photosync.exchange.DirectoryUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntriesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final DirectoryUser ANNA =
            new DirectoryUser("a", "anna@lindenhof.example", "Anna", Optional.empty(), false, true);

    @Test
    void a_joiner_is_taken_to_have_a_mailbox_until_exchange_says_otherwise() {
        RosterEntry entry = Entries.known(ANNA, Optional.empty(), true);

        assertThat(entry.mailbox()).isTrue();
        assertThat(entry.lookedAfter()).isTrue();
        assertThat(entry.mediaEtag()).isEmpty();
    }

    @Test
    void a_renamed_person_keeps_what_was_seen_of_the_photo() {
        RosterEntry before = Entries.known(ANNA, Optional.empty(), true)
                .sees(Optional.of("\"1\""), NOON)
                .mailbox(false);
        DirectoryUser renamed =
                new DirectoryUser("a", "anna.berg@lindenhof.example", "Anna Berg", Optional.empty(), false, true);

        RosterEntry after = Entries.known(renamed, Optional.of(before), true);

        assertThat(after.userPrincipalName()).isEqualTo("anna.berg@lindenhof.example");
        assertThat(after.mediaEtag()).contains("\"1\"");
        assertThat(after.mailbox()).isFalse();
    }

    @Test
    void who_is_gone_is_gone_since_it_was_first_seen_and_who_comes_back_is_not() {
        RosterEntry there = Entries.known(ANNA, Optional.empty(), true);
        RosterEntry gone = Entries.gone(Optional.of(there), NOON);
        RosterEntry stillGone = Entries.gone(Optional.of(gone), NOON.plusSeconds(60));
        RosterEntry back = Entries.known(ANNA, Optional.of(stillGone), true);

        assertThat(stillGone.goneSince()).contains(NOON);
        assertThat(stillGone.lookedAfter()).isFalse();
        assertThat(back.goneSince()).isEmpty();
    }

    @Test
    void who_is_gone_long_enough_is_to_be_forgotten() {
        RosterEntry there = Entries.known(ANNA, Optional.empty(), true);
        Map<String, RosterEntry> roster = Map.of(
                "here", there,
                "left", there.goneSince(NOON),
                "left-later", there.goneSince(NOON.plusSeconds(1)));

        assertThat(Leavers.due(roster, NOON.plus(Duration.ofDays(30)), Duration.ofDays(30)))
                .containsExactly("left");
    }

    @Test
    void a_scope_is_its_group_less_those_excluded() {
        Scope scope = new Scope(Optional.of(Set.of("a", "b")), Set.of("b"));

        assertThat(scope.includes("a")).isTrue();
        assertThat(scope.includes("b")).isFalse();
        assertThat(scope.includes("c")).isFalse();
        assertThat(Scope.EVERYBODY.includes("c")).isTrue();
    }
}
