package io.photosync.path;

import static io.photosync.call.MicrosoftService.SHAREPOINT;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.call.Failure;
import io.photosync.kafka.Topic;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TopicReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SharePoint may be read but not written: nobody's photo is to blame. The ladder is over in three seconds here. */
@SandboxTest(value = Setup.RETRIES, people = 900)
class WritingRefusedTest extends RefusedForEverybody {
    private static final String EVERY_WRITE = "AddUsingPath|ProcessQuery|POST .*GetFileByServerRelativePath";

    @AfterEach
    void retries_can_be_written_again() {
        new TopicReader(sandbox).refuseNoMore(Topic.PHOTO_UPDATED_RETRY);
    }

    @ParameterizedTest
    @CsvSource({"403, 500", "423, 20", "500, 20", "200, 20", "400, 20"})
    void while_writing_is_refused_for_everybody_nothing_is_dead_lettered_and_then_all_are_in_step(
            int status, int changes) {
        List<Person> changed = some(changes);
        Fault refused = Fault.always(Service.SHAREPOINT, EVERY_WRITE, status);
        sandbox.troubles().faults().put(status == 200 ? refused.content("text/html", "<html>Sign in</html>") : refused);

        changed.forEach(this::putPhoto);
        await().until(() -> breakers.open(SHAREPOINT));
        await().during(OUTAGE)
                .atMost(OUTAGE.plusSeconds(10))
                .until(() -> breakers.open(SHAREPOINT) && stuck().isEmpty());

        assertThat(failure(SHAREPOINT).status()).isEqualTo(status);
        sandbox.troubles().faults().remove(fault -> true);
        awaitSynced(changed);
        // What SharePoint serves is looked at for some of five hundred: each takes three requests of the visitor's.
        visitor.awaitInStep(changed.subList(0, Math.min(40, changes)));
        assertThat(ledger.letters()).isEmpty();
        assertThat(breakers.open(SHAREPOINT)).isFalse();
    }

    @Test
    void a_role_that_only_reads_profiles_is_an_outage_that_names_it_and_ends_after_consent_without_a_restart() {
        List<Person> changed = some(8);
        sandbox.grant(sandbox.adminUrl(), "User.Read.All", "Sites.FullControl.All");
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.SHAREPOINT, "ProcessQuery", 401).times(1));

        changed.forEach(this::putPhoto);
        await().until(() -> breakers.open(SHAREPOINT));
        Failure failure = failure(SHAREPOINT);
        sandbox.grant(sandbox.adminUrl(), "User.ReadWrite.All", "Sites.FullControl.All");

        awaitSynced(changed);
        assertThat(failure.detail()).contains("[User.ReadWrite.All]", sandbox.adminUrl(), "admin-url");
        assertThat(ledger.letters()).isEmpty();
    }

    @Test
    void properties_that_nobody_may_edit_are_an_outage_at_the_first_user_in_whatever_language() {
        List<Person> changed = some(3);
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.SHAREPOINT, "ProcessQuery", 200)
                        .content(
                                "application/json",
                                io.photosync.sandbox.sharepoint.Failures.errorInfo(
                                        "Microsoft.Office.Server.UserProfiles.PropertyNotEditableException",
                                        -1,
                                        "Egenskaben kan ikke redigeres")));

        putPhoto(changed.getFirst());
        await().until(() -> breakers.open(SHAREPOINT));
        changed.forEach(this::putPhoto);
        sandbox.troubles().faults().remove(fault -> true);

        awaitSynced(changed);
        assertThat(ledger.letters()).isEmpty();
    }

    @Test
    void a_letter_that_kafka_does_not_let_revert_before_the_outage_is_over_is_reverted_after_it() {
        // Given: letters of the first users of an outage, and no retry can be written
        TopicReader topics = new TopicReader(sandbox);
        topics.refuseLongerThan(Topic.PHOTO_UPDATED_RETRY, 100);
        List<Person> changed = some(8);
        Fault refused = Fault.always(Service.SHAREPOINT, EVERY_WRITE, 400);
        sandbox.troubles().faults().put(refused);
        changed.forEach(this::putPhoto);
        await().until(() -> breakers.open(SHAREPOINT) && !ledger.letters().isEmpty());

        // When
        sandbox.troubles().faults().remove(refused::equals);
        await().until(() -> !breakers.open(SHAREPOINT));
        await().during(Duration.ofSeconds(3)).until(() -> !breakers.open(SHAREPOINT));
        topics.refuseNoMore(Topic.PHOTO_UPDATED_RETRY);

        // Then
        await().until(() -> ledger.letters().isEmpty());
        awaitSynced(changed);
        assertThat(ledger.letters()).isEmpty();
    }
}
