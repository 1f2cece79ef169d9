package io.photosync.drift;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.photosync.drift.SpotCheckState.Comparing;
import io.photosync.drift.SpotCheckState.Confirming;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.Patience;
import io.photosync.testkit.Pictures;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A comparison of users that outlives the leaders that began it. */
@SandboxTest(value = Setup.PASSES, people = 60)
class SpotCheckRestartTest extends CheckedByHand {
    @Inject
    SpotCheckTask spotCheck;

    @Inject
    SpotCheckUsers drawn;

    @Test
    void a_spot_check_interrupted_by_restarts_resumes_and_compares_no_user_twice() throws Exception {
        // Given
        List<String> turn = drawn.draw(RandomOrder.FIRST).users();
        Person other = shown().stream()
                .filter(person -> turn.contains(person.id()))
                .findFirst()
                .orElseThrow();
        visitor.putFile(base(other).orElseThrow(), "M", Pictures.jpeg(4711));
        long before = visitor.quiet(Service.SHAREPOINT).requests();

        // When: a leader's term ends while users are compared, another's while one of them is to be compared once more
        Thread first = spotCheck();
        await().until(() -> requestsToSharePoint() >= before + 40 || spotCheck.state() instanceof Confirming);
        assertThat(spotCheck.state()).isInstanceOf(Comparing.class);
        ends(first);
        Thread second = spotCheck();
        await().until(() -> spotCheck.state() instanceof Confirming);
        ends(second);
        // Any replica knows it, not only the one that leads.
        Optional<Instant> confirmation = spotCheck.next();
        long compared = requestsToSharePoint() - before;
        spotCheck.check(term());

        // Then
        SpotCheckResult result = spotCheck.last().orElseThrow();
        assertThat(result.drawn()).isEqualTo(turn.size()).isEqualTo(21);
        // The user whose comparison was interrupted is compared again.
        assertThat(compared).isLessThanOrEqualTo(4L * 21 + 4);
        assertThat(confirmation).hasValueSatisfying(when -> assertThat(when).isBetween(result.began(), result.ended()));
        assertThat(spotCheck.next()).hasValueSatisfying(when -> assertThat(when).isAfter(result.ended()));
        assertThat(result.differing()).isOne();
        assertThat(result.differences()).extracting(Comparison::userId).containsExactly(other.id());
        operator()
                .get("/ops/api/status")
                .then()
                .body("spotCheck.last.drawn", equalTo(result.drawn()))
                .body("spotCheck.last.differing", equalTo(1));
        visitor.awaitInStep(other);
    }

    /** Runs in a thread of its own, as a leader task does. */
    private Thread spotCheck() throws Exception {
        LeaderTerm leaderTerm = term();
        return Thread.ofVirtual().start(() -> {
            try {
                spotCheck.check(leaderTerm);
            } catch (WriteFailedException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException expected) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void ends(Thread duty) throws InterruptedException {
        assertThat(duty.isAlive()).isTrue();
        duty.interrupt();
        assertThat(duty.join(Patience.LONG)).isTrue();
    }
}
