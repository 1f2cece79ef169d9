package io.photosync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.EventJson;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.Topic;
import io.photosync.ledger.BaseNames.Claim;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SettlementBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BaseNamesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ADA = "6b1e0c1a-0000-4000-8000-00000000000a";
    private static final String BOB = "6b1e0c1a-0000-4000-8000-00000000000b";
    private static final List<String> NAMES = List.of("ada.l@contoso.example", "ada@contoso.example");

    private final Fold fold = new Fold(Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC));
    private final BaseNames names = new BaseNames(fold.baseNames());

    @ParameterizedTest
    @CsvSource({
        "6B1E0C1A-0000-4000-8000-00000000000A, OWN",
        "ada_l_contoso_example, OWN",
        "Ada_L_Contoso_Example, OWN",
        "ada_contoso_example, OWN",
        "ada_contoso_example2, OWN",
        "6b1e0c1a-0000-4000-8000-00000000000b, ANOTHERS_ID",
        "6B1E0C1A-0000-4000-8000-00000000000B, ANOTHERS_ID",
        "bob_contoso_example, NO_NAME_OF_THEIRS",
        "ada_contoso_exampl, NO_NAME_OF_THEIRS",
        "ada_contoso_example_2, NO_NAME_OF_THEIRS",
        "ada_contoso_example2026, NO_NAME_OF_THEIRS",
        "ada.l@contoso.example, NO_NAME_OF_THEIRS",
        "ada-l_contoso_example, NO_NAME_OF_THEIRS"
    })
    void a_base_name_is_a_users_own_only_as_their_id_or_made_from_a_name_of_theirs(String base, Claim claim) {
        assertThat(names.claim(ADA, NAMES, base)).isEqualTo(claim);
    }

    @ParameterizedTest
    @CsvSource({
        "a.b@x.example, a_b_x_example",
        "a_b@x.example, a_b_x_example",
        "a_b@x.example, a_b_x_example1",
        "o'neil-h+x@x.example, o_neil_h_x_x_example",
        "o'neil-h+x@x.example, o'neil-h+x_x_example",
        "o'neil-h+x@x.example, o_neil-h+x_x_example",
        "JOSÉ@x.example, josé_x_example"
    })
    void names_are_spelled_as_sharepoint_and_tools_spell_them(String name, String base) {
        assertThat(UpnFileName.makes(name, base)).isTrue();
        assertThat(UpnFileName.keysOf(base)).contains(UpnFileName.key(name));
    }

    @Test
    void a_base_name_that_two_users_names_make_belongs_to_neither() throws UnreadableRecord {
        listed(ADA, "a.b@x.example");
        assertThat(claim(ADA, "a.b@x.example", "a_b_x_example")).isEqualTo(Claim.OWN);

        listed(BOB, "a_b@x.example");

        assertThat(claim(ADA, "a.b@x.example", "a_b_x_example")).isEqualTo(Claim.NAMESAKE);
        assertThat(claim(BOB, "a_b@x.example", "a_b_x_example")).isEqualTo(Claim.NAMESAKE);
        assertThat(claim(BOB, "a_b@x.example", "a_b_x_example1")).isEqualTo(Claim.NAMESAKE);
    }

    @Test
    void a_former_name_counts_like_a_present_one_until_its_user_is_forgotten() throws UnreadableRecord {
        RosterEntry bob = entry("ada@contoso.example").named("bob@contoso.example", NOON);
        fold.apply(record(Topic.ROSTER, BOB, bob));
        listed(ADA, "ada@contoso.example");
        assertThat(claim(ADA, "ada@contoso.example", "ada_contoso_example")).isEqualTo(Claim.NAMESAKE);

        fold.apply(record(Topic.ROSTER, BOB, null));

        assertThat(claim(ADA, "ada@contoso.example", "ada_contoso_example")).isEqualTo(Claim.OWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"WRITING", "SYNCED", "REMOVED", "SKIPPED", "DEAD_LETTERED"})
    void what_the_ledger_holds_for_another_user_is_not_theirs_however_it_came_there(State state)
            throws UnreadableRecord {
        fold.apply(record(Topic.PHOTO_SETTLED, BOB, end(state, "ADA_contoso_example")));

        assertThat(claim(ADA, "ada@contoso.example", "ada_contoso_example")).isEqualTo(Claim.HELD_BY_ANOTHER);
        assertThat(fold.baseNames().holders("ada_contoso_EXAMPLE")).containsExactly(BOB);
    }

    @Test
    void a_users_own_id_is_theirs_even_where_the_ledger_holds_it_for_another() throws UnreadableRecord {
        fold.apply(record(Topic.PHOTO_SETTLED, BOB, end(State.SYNCED, ADA)));

        assertThat(names.claim(ADA, NAMES, ADA)).isEqualTo(Claim.OWN);
        assertThat(names.claim(BOB, NAMES, ADA)).isEqualTo(Claim.ANOTHERS_ID);
        assertThat(fold.baseNames().held()).containsOnlyKeys(ADA);
    }

    @Test
    void the_ledger_lets_go_of_a_base_name_that_a_user_holds_no_more_and_keeps_none_that_is_their_id()
            throws UnreadableRecord {
        fold.apply(record(Topic.PHOTO_SETTLED, ADA, end(State.SYNCED, "shared")));
        fold.apply(record(Topic.PHOTO_SETTLED, BOB, end(State.SYNCED, "shared")));
        assertThat(fold.baseNames().holders("shared")).containsExactlyInAnyOrder(ADA, BOB);

        fold.apply(record(Topic.PHOTO_SETTLED, ADA, end(State.SYNCED, ADA)));
        assertThat(fold.baseNames().holders("shared")).containsExactly(BOB);

        fold.apply(record(Topic.PHOTO_SETTLED, BOB, null));
        assertThat(fold.baseNames().held()).isEmpty();
    }

    @Test
    void among_100_000_names_few_walks_through_the_roster_are_needed() {
        NameCounts counts = new NameCounts();
        for (int i = 0; i < 100_000; i++) {
            counts.add("user" + i + "_contoso_example");
        }

        long alone = java.util.stream.IntStream.range(0, 100_000)
                .filter(i -> counts.atMost("user" + i + "_contoso_example") == 1)
                .count();

        assertThat(alone).isGreaterThan(90_000);
        counts.remove("user7_contoso_example");
        counts.add("user8_contoso_example");
        assertThat(counts.atMost("user8_contoso_example")).isGreaterThanOrEqualTo(2);
    }

    private Claim claim(String userId, String name, String base) {
        return names.claim(userId, List.of(name), base);
    }

    private void listed(String userId, String name) throws UnreadableRecord {
        fold.apply(record(Topic.ROSTER, userId, entry(name)));
    }

    private static RosterEntry entry(String name) {
        return new RosterEntryBuilder(name, name).build();
    }

    private static Settlement end(State state, String base) {
        return new SettlementBuilder(state, "event", NOON).fileBaseName(base).build();
    }

    private static ConsumerRecord<String, byte[]> record(Topic topic, String key, Object value) {
        return new ConsumerRecord<>(topic.id(), 0, 0, key, value == null ? null : EventJson.write(value));
    }
}
