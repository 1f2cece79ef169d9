package io.photosync.sweep;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.HintsOfUsers;
import io.photosync.testkit.Pilot;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.SweepPasses;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A pilot group of ten in a tenant of five hundred. */
@SandboxTest(value = Setup.DIRECTORY, people = 500)
class PilotGroupTest {
    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Test
    void exactly_the_ten_are_written_by_whatever_way_others_are_heard_of() {
        // Given
        TenantVisitor visitor = new TenantVisitor(sandbox);
        Set<String> before = shown();
        Set<String> pilots = new TreeSet<>(sandbox.groups().members(Pilot.GROUP).orElseThrow());
        visitor.awaitSubscription();
        Person stranger = sandbox.directory().all().stream()
                .filter(person -> person.mailbox() && !pilots.contains(person.id()) && !before.contains(person.id()))
                .findFirst()
                .orElseThrow();

        // When
        await("first fill").until(() -> shown().containsAll(pilots));
        new HintsOfUsers(sandbox).awaitFollowed(() -> visitor.putPhoto(stranger, 4));
        new SweepPasses(ledger).awaitMore(2);

        // Then
        Set<String> written = shown();
        written.removeAll(before);
        assertThat(pilots).hasSize(10);
        assertThat(written).isSubsetOf(pilots);
        assertThat(ledger.targets().keySet()).isEqualTo(pilots);
    }

    private Set<String> shown() {
        return sandbox.directory().all().stream()
                .filter(person -> sandbox.sharePoint().shownPicture(person, "L").isPresent())
                .map(Person::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
