package io.photosync.ops.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry;
import io.photosync.ledger.SearchWords;
import io.photosync.ops.user.UserSearch.Found;
import io.photosync.testkit.RosterEntryBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserSearchTest {
    private static final String ANN = "7c9d0000-1111-4222-8333-944455556666";
    private static final Map<String, RosterEntry> TWO =
            Map.of(ANN, entry("ann.lee@contoso.example", "Ann Lee"), "other", entry("bob@contoso.example", "Bob Ross"));

    @ParameterizedTest
    @ValueSource(strings = {"ann", "LEE", "lee ann", "n.lee@con", "7C9D0000", "4222-8333"})
    void each_word_is_part_of_name_user_principal_name_or_id_in_any_case(String words) {
        assertThat(find(words, TWO).items()).extracting(UserFound::userId).containsExactly(ANN);
    }

    @Test
    void nobody_is_found_where_one_word_is_nowhere() {
        assertThat(find("ann ross", TWO)).isEqualTo(new Found(0, false, List.of()));
    }

    @Test
    void at_most_fifty_are_listed_by_name_and_it_is_said_that_there_are_more() {
        Map<String, RosterEntry> many = IntStream.range(0, 60)
                .boxed()
                .collect(Collectors.toMap(
                        i -> "id-" + i, i -> entry("u%d@contoso.example".formatted(i), "User %02d".formatted(i))));

        Found found = find("contoso", many);

        assertThat(found.total()).isEqualTo(60);
        assertThat(found.more()).isTrue();
        assertThat(found.items())
                .hasSize(50)
                .extracting(UserFound::displayName)
                .isSorted()
                .startsWith("User 00")
                .endsWith("User 49");
    }

    @Test
    void who_has_no_display_name_is_listed_by_the_user_principal_name() {
        Map<String, RosterEntry> some = Map.of(
                "1", entry("carl@contoso.example", "Dora"),
                "2", entry("bob@contoso.example", " "),
                "3", entry("zoe@contoso.example", "Ann"));

        assertThat(find("contoso", some).items())
                .extracting(UserFound::name)
                .containsExactly("Ann", "bob@contoso.example", "Dora");
    }

    private static Found find(String words, Map<String, RosterEntry> roster) {
        return UserSearch.find(SearchWords.of(words), roster);
    }

    private static RosterEntry entry(String userPrincipalName, String displayName) {
        return new RosterEntryBuilder(userPrincipalName, displayName).build();
    }
}
