package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftService;
import io.photosync.event.EventJson;
import io.photosync.sweep.SweepState.Ended;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassAnswersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration EVERY = Duration.ofMinutes(5);

    @Test
    void a_pass_in_which_graph_answered_for_no_user_is_reported_in_microsofts_words() {
        PassAnswers first = PassAnswers.of(300, refused(300), Optional.empty(), NOON);

        assertThat(promise(first).broken()).hasValueSatisfying(why -> assertThat(why)
                .contains("none of 300 users", "HTTP 404 UnknownError", "Exchange is switched off"));
    }

    @ParameterizedTest
    @CsvSource({"300, 20, 170", "4, 0, 2", "4, 1, 3", "100000, 2000, 7000", "100000, 0, 1000", "40, 0, 2"})
    void many_users_who_are_refused_and_were_not_before_are_reported(int users, int before, int now) {
        PassAnswers usual = PassAnswers.of(users, refused(before), Optional.empty(), NOON);
        PassAnswers worse = PassAnswers.of(users, refused(now), Optional.of(usual), NOON);

        assertThat(promise(usual).broken()).isEmpty();
        assertThat(promise(worse).broken()).hasValueSatisfying(why -> assertThat(why)
                .contains("about %d of %d users".formatted(now, users), before + " is usual", "UnknownError"));
    }

    @ParameterizedTest
    @CsvSource({"300, 170, 170", "300, 20, 25", "4, 0, 1", "100000, 2000, 2900", "0, 0, 0"})
    void users_who_were_always_refused_and_a_few_more_are_not_reported(int users, int before, int now) {
        PassAnswers usual = PassAnswers.of(users, refused(before), Optional.empty(), NOON);
        PassAnswers next = PassAnswers.of(users, refused(now), Optional.of(usual), NOON);

        assertThat(promise(next).broken()).isEmpty();
    }

    @Test
    void users_who_were_not_asked_before_were_not_answered_before_either() {
        PassAnswers pilot = PassAnswers.of(100, refused(0), Optional.empty(), NOON);
        PassAnswers all = PassAnswers.of(600, refused(400), Optional.of(pilot), NOON);

        assertThat(promise(all).broken()).isEmpty();
        assertThat(all.usual()).isEqualTo(400);
    }

    @Test
    void it_is_reported_pass_after_pass_until_it_is_better_or_a_week_is_over() {
        // Given
        PassAnswers usual = PassAnswers.of(300, refused(10), Optional.empty(), NOON);
        PassAnswers worse = PassAnswers.of(300, refused(150), Optional.of(usual), NOON);

        // When
        PassAnswers aDayLater = PassAnswers.of(300, refused(150), Optional.of(worse), NOON.plus(Duration.ofDays(1)));
        PassAnswers better = PassAnswers.of(300, refused(12), Optional.of(aDayLater), NOON.plus(Duration.ofDays(2)));
        PassAnswers accepted = PassAnswers.of(300, refused(150), Optional.of(aDayLater), NOON.plus(Duration.ofDays(8)));

        // Then
        assertThat(aDayLater.broken()).isPresent();
        assertThat(aDayLater.worseSince()).contains(NOON);
        assertThat(better.broken()).isEmpty();
        assertThat(accepted.broken()).isEmpty();
        assertThat(accepted.usual()).isEqualTo(150);
    }

    @Test
    void unknown_codes_have_a_reason_of_their_own_and_at_most_ten_codes_are_named() {
        // Given
        MissingAnswers none = MissingAnswers.NONE;
        for (int code = 0; code < 30; code++) {
            none = none.and(failure(Kind.REFUSED, "Code" + code));
        }
        none = none.and(failure(Kind.SERVER_ERROR, "Code0"));

        // Then
        assertThat(none.byCode()).hasSize(11).containsKey(MissingAnswers.FURTHER);
        assertThat(none.users()).isEqualTo(31);
        assertThat(none.users(MissingAnswers.UNKNOWN_CODE)).isEqualTo(31);
        assertThat(MissingAnswers.NONE.and(failure(Kind.SERVER_ERROR, "Busy")).users("server_error"))
                .isEqualTo(1);
    }

    @Test
    void a_state_of_an_older_version_is_read_and_a_new_one_comes_back_as_it_was() throws Exception {
        // Given
        String old = """
                {"last": {"number": 7, "startedAt": "2026-03-01T11:55:00Z", "endedAt": "2026-03-01T11:59:00Z",
                 "users": 300, "found": 1, "failed": 2, "requests": 15}, "backlog": 0, "savedAt": "2026-03-01T11:59:59Z"}""";
        SweepState now = state(PassAnswers.of(4, refused(4), Optional.empty(), NOON));

        // When
        SweepState read = EventJson.read(old.getBytes(StandardCharsets.UTF_8), SweepState.class);

        // Then
        assertThat(read.last().orElseThrow().answers()).isEmpty();
        assertThat(DetectionDelay.of(Optional.of(read), EVERY, NOON, NOON).broken())
                .isEmpty();
        assertThat(EventJson.read(EventJson.write(now), SweepState.class)).isEqualTo(now);
    }

    private static DetectionDelay promise(PassAnswers answers) {
        return DetectionDelay.of(Optional.of(state(answers)), EVERY, NOON.minus(Duration.ofDays(1)), NOON);
    }

    private static SweepState state(PassAnswers answers) {
        Ended last = new Ended(
                7, NOON.minusSeconds(240), NOON.minusSeconds(1), answers.asked(), 0, 0, 15, Optional.of(answers));
        return new SweepState(Optional.empty(), Optional.of(last), 0, Optional.empty(), NOON);
    }

    private static MissingAnswers refused(int users) {
        MissingAnswers none = MissingAnswers.NONE;
        for (int user = 0; user < users; user++) {
            none = none.and(failure(Kind.REFUSED, "UnknownError"));
        }
        return none;
    }

    private static Failure failure(Kind kind, String code) {
        return Failure.of(MicrosoftService.GRAPH, kind, 404, code, "{\"error\": \"Exchange is switched off\"}");
    }
}
