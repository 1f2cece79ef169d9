package io.photosync.ops.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.photosync.testkit.ConsoleWindow.PATIENT;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.roster.LeavingView;
import io.photosync.roster.RosterView;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.entra.Account;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.ConsoleWindow;
import io.photosync.testkit.Pilot;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Held leavers in a browser. */
@SandboxTest(value = Setup.DIRECTORY, people = 60)
class HeldLeaversInBrowserTest {
    Sandbox sandbox;

    @Inject
    RosterView roster;

    @Inject
    LeavingView leaving;

    private List<String> members;
    private ConsoleWindow window;

    @BeforeEach
    void everybody_is_in_scope() {
        members = sandbox.directory().all().stream()
                .filter(person -> !person.guest())
                .map(Person::id)
                .toList();
        sandbox.groups().put(Pilot.GROUP, members);
        await().until(() -> roster.counts().lookedAfter() == members.size());
        window = ConsoleWindow.of(Account.OPERATOR);
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void an_emptied_group_is_refused_and_its_users_stay() {
        sandbox.groups().put(Pilot.GROUP, List.of());

        assertThat(window.main()).containsText("An operator has to act", PATIENT);
        decide("refuse", members.size(), "somebody emptied the group");

        await().until(() -> leaving.state().hold().isEmpty());
        assertThat(window.go("/ops/removals").main())
                .containsText("%d users kept managed by a refusal".formatted(members.size()));
        assertThat(window.page().locator("a[href$='leavers/release']")).hasCount(1);
        assertThat(roster.counts().lookedAfter()).isEqualTo(members.size());
        window.hasNoErrors();

        // As it was, for the others.
        sandbox.groups().put(Pilot.GROUP, members);
        await().until(() -> leaving.refused() == 0);
    }

    @Test
    void users_who_left_the_directory_are_released() {
        List<String> leavers = members.subList(0, 12);
        leavers.forEach(id -> sandbox.directory().remove(id));

        // Those that the directory's reading found alone may have passed before the others were too many.
        await().until(() -> held() + members.size() - roster.counts().lookedAfter() == leavers.size());
        decide("release", held(), "the trainees left");

        await().until(() -> leaving.state().hold().isEmpty());
        await().until(() -> roster.counts().lookedAfter() == members.size() - leavers.size());
        window.go("/ops/audit?did=RELEASE");
        assertThat(window.main()).containsText("the trainees left");
        window.hasNoErrors();
    }

    private int held() {
        return leaving.state().hold().map(hold -> hold.people()).orElse(0);
    }

    private void decide(String decision, int users, String reason) {
        await().until(() -> window.go("/ops/removals/leavers/" + decision)
                .main()
                .textContent()
                .contains("%d users are concerned".formatted(users)));
        window.shoot("held-leavers-" + decision);
        window.fits();
        window.page().locator("textarea").fill(reason);
        window.page().locator("main form button").click();
        assertThat(window.page()).hasURL(Pattern.compile(".*/ops/removals$"));
    }
}
