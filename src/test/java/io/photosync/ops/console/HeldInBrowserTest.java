package io.photosync.ops.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.photosync.testkit.ConsoleWindow.PATIENT;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.photosync.event.Settlement;
import io.photosync.sandbox.entra.Account;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.PhotoImport;
import io.photosync.sandbox.sharepoint.SharePoint;
import io.photosync.testkit.ConsoleWindow;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TenantVisitor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Held removals and mass changes in a browser: seen, looked at, decided, and gone from the page. */
@SandboxTest(value = Setup.PASSES, people = 160)
class HeldInBrowserTest extends InBrowser {
    /** More than may lose their photo at once. */
    private static final int MANY = 8;
    /** More than may get the same photo, by five. */
    private static final int SAME = 25;

    private TenantVisitor visitor;

    @BeforeEach
    void arrive() {
        visitor = new TenantVisitor(sandbox);
        visitor.looksAsOftenAsItLikes();
    }

    @Test
    void refused_removals_leave_the_photos_in_sharepoint() {
        List<Person> users = takePhotosAway();
        window = ConsoleWindow.of(Account.OPERATOR);
        assertThat(window.main()).containsText("An operator has to act", PATIENT);

        decide("removals/refuse", MANY, "an import went wrong");

        nothingIsHeld("Removals");
        window.go("/ops/audit?did=REFUSE");
        assertThat(window.main()).containsText("an import went wrong");
        assertThat(users).allMatch(this::shownInSharePoint);
        window.hasNoErrors();
    }

    @Test
    void released_removals_take_the_photos_down() {
        List<Person> users = takePhotosAway();
        window = ConsoleWindow.of(Account.OPERATOR);

        decide("removals/release", MANY, "they asked for it");

        await().until(() -> users.stream().noneMatch(this::shownInSharePoint));
        nothingIsHeld("Removals");
        window.go("/ops/audit?did=RELEASE");
        assertThat(window.main()).containsText("they asked for it");
        window.go("/ops/people/" + users.getFirst().id() + "/history");
        assertThat(window.main()).containsText("they asked for it", PATIENT);
        window.hasNoErrors();
    }

    @Test
    void a_released_photo_reaches_all_who_have_it() {
        List<Person> users = inStep(SAME);
        giveTheSamePhoto(users, 1);
        window = ConsoleWindow.of(Account.OPERATOR);
        assertThat(window.main()).containsText("An operator has to act", PATIENT);

        decide(heldPhoto() + "/release", SAME - 20, "the company's new badge");

        visitor.awaitInStep(users);
        await().until(() -> !hasHeldPhoto());
        window.go("/ops/audit?did=RELEASE");
        assertThat(window.main()).containsText("the company's new badge");
        window.hasNoErrors();
    }

    @Test
    void a_refused_photo_reaches_nobody_more() {
        List<Person> users = inStep(SAME);
        Map<String, Optional<byte[]>> before = users.stream().collect(Collectors.toMap(Person::id, this::shownPicture));
        giveTheSamePhoto(users, 2);
        window = ConsoleWindow.of(Account.OPERATOR);

        String photo = heldPhoto();
        window.go("/ops/removals/" + photo + "/release");
        window.page().evaluate("document.querySelector('input[name=seen]').value = 'a colleague decided'");
        window.page().locator("textarea").fill("a badge");
        window.page().locator("main form button").click();
        assertThat(window.main()).containsText("Nothing was done", PATIENT);
        assertThat(window.page().locator("textarea")).hasValue("a badge");
        window.errorsWereExpected();

        decide(photo + "/refuse", SAME - 20, "a grey silhouette");

        await().until(() -> !hasHeldPhoto());
        // Not in green, and to be undone.
        Locator refused =
                window.page().locator("section").filter(new Locator.FilterOptions().setHasText("a grey silhouette"));
        assertThat(refused).containsText("the old picture stays for %d users".formatted(SAME - 20));
        assertThat(refused.locator(".mark.ok")).hasCount(0);
        assertThat(refused.locator("a[href$=release]")).hasCount(1);
        assertThat(refused.locator("a[href$=refuse]")).hasCount(0);
        List<Person> held = users.stream().filter(this::isHeld).toList();
        assertThat(held).hasSize(SAME - 20);
        assertThat(held).allSatisfy(user -> assertThat(shownPicture(user).orElseThrow())
                .as(user.id())
                .isEqualTo(before.get(user.id()).orElseThrow()));
        visitor.awaitInStep(users.stream().filter(user -> !held.contains(user)).toList());
        window.hasNoErrors();
    }

    private List<Person> takePhotosAway() {
        List<Person> users = inStep(MANY);
        users.forEach(visitor::deletePhoto);
        return users;
    }

    private void giveTheSamePhoto(List<Person> users, long seed) {
        PhotoImport.same(sandbox.exchangePhotos(), users, seed);
    }

    /** Users that no other method has changed: those are not in step any more, or have their photo back. */
    private List<Person> inStep(int count) {
        return tenant.usersInStep(count).stream()
                .limit(count)
                .map(user -> sandbox.directory().find(user).orElseThrow())
                .toList();
    }

    /** By the page that shows whom it concerns, once it concerns so many. */
    private void decide(String path, int users, String reason) {
        await().until(() -> window.go("/ops/removals/" + path)
                .main()
                .textContent()
                .contains("%d users are concerned".formatted(users)));
        window.shoot("held-" + path.replaceFirst("^[0-9a-f]{64}", "photo").replace('/', '-'));
        window.fits();
        window.page().locator("textarea").fill(reason);
        window.page().locator("main form button").click();
        assertThat(window.page()).hasURL(Pattern.compile(".*/ops/removals$"));
    }

    /** The photo's place in addresses, once the page names all who are held. */
    private String heldPhoto() {
        await().until(() -> hasHeldPhoto());
        String release = heldPhotos().locator("a[href$=release]").first().getAttribute("href");
        return release.replaceFirst(".*/([0-9a-f]{64})/release", "$1");
    }

    private boolean hasHeldPhoto() {
        window.go("/ops/removals");
        return heldPhotos().count() > 0;
    }

    private Locator heldPhotos() {
        return window.page()
                .locator("section", section("The same photo for many users"))
                .filter(new Locator.FilterOptions().setHasText("Waits for a decision"));
    }

    private void nothingIsHeld(String title) {
        await().until(() -> window.go("/ops/removals")
                .page()
                .locator("section", section(title))
                .textContent()
                .contains("Nothing is held"));
    }

    private static com.microsoft.playwright.Page.LocatorOptions section(String title) {
        return new com.microsoft.playwright.Page.LocatorOptions().setHasText(title);
    }

    private boolean isHeld(Person user) {
        return ledger.of(user.id()).settled().flatMap(Settlement::heldPhoto).isPresent();
    }

    private boolean shownInSharePoint(Person user) {
        return shownPicture(user).isPresent();
    }

    private Optional<byte[]> shownPicture(Person user) {
        return sandbox.sharePoint().shownPicture(user, "L").map(SharePoint.Picture::jpeg);
    }
}
