package io.photosync.roster;

import static io.photosync.roster.DirectorySamples.NOON;
import static io.photosync.roster.DirectorySamples.directoryUser;
import static io.photosync.roster.DirectorySamples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.event.RosterEntry.FormerName;
import io.photosync.graph.DirectoryUser;
import io.photosync.ledger.UserState;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.UserStateBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosterEntryChangesTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_joiner_is_assumed_to_have_a_mailbox_and_is_in_scope_only_without_a_scope_group(boolean withoutScope) {
        RosterEntry joiner = RosterEntryChanges.present(directoryUser("ada"), Optional.empty(), withoutScope, NOON);

        assertThat(joiner).isEqualTo(entry("ada").inScope(withoutScope));
    }

    @Test
    void a_renamed_and_disabled_user_keeps_what_other_tasks_know() {
        // Given
        RosterEntry before = entry("ada").mailbox(false).inScope(false).sees(Optional.of("e1"), NOON);
        DirectoryUser renamed =
                new DirectoryUser("ada", "ada.l@contoso.example", "Ada L.", Optional.of(true), Optional.of(false));

        // When
        RosterEntry after = RosterEntryChanges.present(renamed, Optional.of(before), true, NOON);

        // Then
        assertThat(after)
                .isEqualTo(new RosterEntryBuilder("ada.l@contoso.example", "Ada L.")
                        .mailbox(false)
                        .guest(true)
                        .enabled(false)
                        .inScope(false)
                        .mediaEtag("e1")
                        .seenAt(NOON)
                        .formerNames(new FormerName("ada@contoso.example", NOON))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_change_keeps_every_property_that_it_omits(boolean guestAndDisabled) {
        // Given
        DirectoryUser silent = new DirectoryUser("ada", "", "", Optional.empty(), Optional.empty());
        DirectoryUser loud = new DirectoryUser(
                "ada", "ada@contoso.example", "The ada", Optional.of(guestAndDisabled), Optional.of(!guestAndDisabled));
        RosterEntry before = RosterEntryChanges.present(loud, Optional.of(entry("ada")), true, NOON);

        // When, then
        assertThat(RosterEntryChanges.present(silent, Optional.of(before), true, NOON))
                .isEqualTo(before);
    }

    @Test
    void a_new_user_without_a_type_is_an_enabled_member() {
        DirectoryUser bare =
                new DirectoryUser("ada", "ada@contoso.example", "The ada", Optional.empty(), Optional.empty());

        assertThat(RosterEntryChanges.present(bare, Optional.empty(), true, NOON))
                .isEqualTo(entry("ada"));
    }

    @Test
    void the_last_five_former_names_are_kept_and_a_change_of_case_is_no_rename() {
        RosterEntry entry = entry("ada");
        for (String name : List.of("ADA", "a1", "a2", "a3", "a4", "a5", "a6")) {
            entry = RosterEntryChanges.present(named(name), Optional.of(entry), true, NOON);
        }

        assertThat(entry.names())
                .extracting(name -> name.replace("@contoso.example", ""))
                .containsExactly("a6", "a1", "a2", "a3", "a4", "a5");
        assertThat(RosterEntryChanges.present(named("A6"), Optional.of(entry), true, NOON)
                        .formerNames())
                .isEqualTo(entry.formerNames());
    }

    private static DirectoryUser named(String name) {
        return new DirectoryUser("ada", name + "@contoso.example", "Ada", Optional.of(false), Optional.of(true));
    }

    @Test
    void a_user_is_gone_since_the_first_report() {
        RosterEntry gone = RosterEntryChanges.gone(entry("ada"), NOON);

        assertThat(RosterEntryChanges.gone(gone, NOON.plusSeconds(60)).goneSince())
                .contains(NOON);
        assertThat(gone.managed()).isFalse();
    }

    @Test
    void a_user_who_comes_back_is_not_gone() {
        RosterEntry gone = RosterEntryChanges.gone(entry("ada"), NOON);

        assertThat(RosterEntryChanges.present(directoryUser("ada"), Optional.of(gone), true, NOON))
                .isEqualTo(entry("ada"));
    }

    @Test
    void a_user_known_only_from_records_is_gone_under_the_name_in_the_records() {
        // Given
        PhotoEvent.Data data = new PhotoEvent.Data(
                "bob@contoso.example", Optional.of("e1"), Optional.empty(), Optional.empty(), Cause.SWEEP, NOON);
        PhotoEvent event = PhotoEvent.detected(PhotoEvent.UPDATED, "bob", NOON, "never", data);
        UserState userState = new UserStateBuilder().bulk(event).build();

        // When
        RosterEntry unknown = RosterEntryChanges.unknownUser(userState, NOON);

        // Then
        assertThat(unknown.userPrincipalName()).isEqualTo("bob@contoso.example");
        assertThat(unknown.goneSince()).contains(NOON);
        assertThat(unknown.managed()).isFalse();
    }
}
