package io.photosync.breaker;

import static io.photosync.breaker.Activity.SHOW;
import static io.photosync.call.MicrosoftService.SHAREPOINT;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.Failure.Reach;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the probe does not meet: its answers are always good here. */
@Timeout(120)
class UsersInARowTest {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger probes = new AtomicInteger();
    private final Breakers breakers = new Breakers(clock, 3, PAUSE, PAUSE.multipliedBy(4));
    private final Breaker breaker = breakers.of(SHAREPOINT);

    UsersInARowTest() {
        breakers.register(SHAREPOINT, () -> {
            probes.incrementAndGet();
            return Optional.empty();
        });
    }

    @AfterEach
    void stop() {
        breakers.stop();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"SERVER_ERROR", "UNREACHABLE", "UNAUTHORIZED", "FORBIDDEN", "REFUSED", "UNREADABLE"})
    void several_different_users_in_a_row_are_an_outage_in_the_words_of_their_failure(Kind kind) throws Exception {
        Failure failure = failure(kind);
        fails("ada", failure);
        fails("ada", failure);
        FailureScope second = fails("bo", failure);

        FailureScope third = fails("cy", failure);

        assertThat(second).isNotInstanceOf(FailureScope.Outage.class);
        assertThat(third).isEqualTo(new FailureScope.Outage(SHAREPOINT, failure));
        assertThat(breaker.open()).isTrue();
        assertThat(breakers.victims(SHAREPOINT)).containsOnlyKeys("ada", "bo", "cy");
    }

    @Test
    void users_whose_own_photo_or_profile_is_to_blame_are_no_outage_however_many() throws Exception {
        Failure noProfile = failure(Kind.REFUSED).affecting(Reach.ONE_USER);

        for (int user = 0; user < 20; user++) {
            assertThat(fails("new" + user, noProfile)).isInstanceOf(FailureScope.UserRejected.class);
        }

        assertThat(breaker.open()).isFalse();
    }

    @Test
    void a_code_that_affects_all_users_is_an_outage_at_the_first_user() throws Exception {
        FailureScope first = fails("ada", failure(Kind.REFUSED).affecting(Reach.ALL_USERS));

        assertThat(first).isInstanceOf(FailureScope.Outage.class);
    }

    @Test
    void in_a_tenant_of_two_users_two_failures_are_an_outage() throws Exception {
        breakers.countUsersBy(() -> 2);
        fails("ada", failure(Kind.REFUSED));

        assertThat(fails("bo", failure(Kind.REFUSED))).isInstanceOf(FailureScope.Outage.class);
    }

    @Test
    void one_user_at_a_time_is_let_through_and_the_probe_alone_closes_nothing() throws Exception {
        outage();

        await().until(breaker::offersTrial);

        assertThat(breaker.claim("di")).isTrue();
        assertThat(breaker.claim("ed")).isFalse();
        breaker.release("ed");
        assertThat(breaker.offersTrial()).isFalse();
        breaker.release("di");
        assertThat(breaker.claim("ed")).isTrue();
        assertThat(breaker.open()).isTrue();
        assertThat(probes).hasValue(0);
    }

    @Test
    void the_success_of_the_user_on_trial_closes_the_breaker() throws Exception {
        outage();
        await().until(() -> breaker.claim("di"));

        breakers.succeeded(SHAREPOINT, show("di"), clock.instant());

        assertThat(breaker.open()).isFalse();
    }

    @Test
    void a_success_in_another_activity_or_of_before_the_outage_does_not() throws Exception {
        Instant before = clock.instant().minusSeconds(1);
        outage();
        await().until(() -> breaker.claim("di"));

        breakers.succeeded(SHAREPOINT, new Subject("di", Activity.TAKE_DOWN), clock.instant());
        breakers.succeeded(SHAREPOINT, show("ed"), before);

        assertThat(breaker.open()).isTrue();
    }

    @Test
    void a_user_on_trial_who_fails_opens_it_again_for_longer() throws Exception {
        outage();
        List<BreakerState> seen = new CopyOnWriteArrayList<>();
        breaker.listen(seen::add);
        long failed = 0;
        for (int trial = 0; trial < 3; trial++) {
            String user = "trial" + trial;
            await().until(() -> breaker.claim(user));
            failed = System.nanoTime();
            assertThat(fails(user, failure(Kind.REFUSED))).isInstanceOf(FailureScope.Outage.class);
            breaker.release(user);
        }

        await().until(breaker::offersTrial);

        assertThat(Duration.ofNanos(System.nanoTime() - failed)).isGreaterThan(PAUSE.multipliedBy(3));
        assertThat(seen).filteredOn(BreakerState.Open.class::isInstance).hasSize(3);
    }

    @Test
    void a_user_who_fails_before_and_after_a_recovery_causes_no_second_outage() throws Exception {
        outage();
        await().until(() -> breaker.claim("di"));
        breakers.succeeded(SHAREPOINT, show("di"), clock.instant());

        for (String user : new String[] {"ada", "bo", "cy"}) {
            assertThat(fails(user, failure(Kind.REFUSED))).isInstanceOf(FailureScope.UserRejected.class);
        }

        assertThat(breaker.open()).isFalse();
    }

    @Test
    void what_fails_otherwise_while_the_service_is_away_is_its_outage_too() throws Exception {
        outage();

        FailureScope other = fails("di", failure(Kind.SERVER_ERROR).saying("another", "word"));

        assertThat(other).isInstanceOf(FailureScope.Outage.class);
    }

    @Test
    void what_a_probe_met_by_itself_opens_the_breaker_whatever_it_is() {
        breakers.probed(failure(Kind.REFUSED));

        assertThat(breaker.open()).isTrue();
        assertThat(breakers.victims(SHAREPOINT)).isEmpty();
    }

    private void outage() throws InterruptedException {
        for (String user : new String[] {"ada", "bo", "cy"}) {
            fails(user, failure(Kind.REFUSED));
        }
        assertThat(breaker.open()).isTrue();
    }

    private FailureScope fails(String user, Failure failure) throws InterruptedException {
        return breakers.classify(failure, show(user));
    }

    private static Subject show(String user) {
        return new Subject(user, SHOW);
    }

    private static Failure failure(Kind kind) {
        return FailureScopeTest.failure(kind, 403, Optional.empty());
    }
}
