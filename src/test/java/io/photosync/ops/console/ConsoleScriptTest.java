package io.photosync.ops.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.photosync.testkit.Browser;
import io.photosync.testkit.ConsoleWindow;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console's script in a browser, on small pages and with answers of this test. */
class ConsoleScriptTest {
    private static final String CONTINUED = "event: look\nretry: 20\ndata: ";

    private final Queue<String> looks = new ConcurrentLinkedQueue<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private BrowserContext context;
    private Page page;
    private String html = "";
    private Route.FulfillOptions answer = new Route.FulfillOptions().setStatus(204);

    @BeforeEach
    void open() {
        context = Browser.context(ConsoleWindow.options(1280, ColorScheme.LIGHT));
        page = context.newPage();
        page.route("**/*", this::serve);
    }

    @AfterEach
    void close() {
        // The stream asks again every few milliseconds; a route of a page that is gone cannot answer.
        page.unrouteAll();
        context.close();
    }

    @Test
    void only_sections_that_differ_are_replaced_and_the_focus_stays_where_it_was() {
        show("""
                <div id="live" data-live="/stream"><section><p data-spoken>All is well</p></section>
                <section><a href="/same">one</a> <a href="/same">two</a>
                <details><summary>More</summary>3</details></section></div>""");
        page.evaluate("window.kept = document.querySelector('section')");

        page.getByText("two").focus();
        look("""
                <section><p data-spoken>All is well</p></section> <section><a href="/new">zero</a> <a href="/same">one</a> \
                <a href="/same">two</a> <details><summary>More</summary>4</details></section>""");

        assertThat(page.locator("#live")).containsText("zero");
        assertThat(page.getByText("two")).isFocused();
        assertThat((Boolean) page.evaluate("window.kept === document.querySelector('section')"))
                .isTrue();
        assertThat(page.locator("#spoken")).isEmpty();

        page.locator("summary").click();
        look("""
                <section><p data-spoken>All is well</p></section> <section><a href="/same">one</a> <a href="/same">two</a> \
                <details><summary>More</summary>5</details></section>""");

        assertThat(page.locator("details")).containsText("5");
        assertThat(page.locator("summary")).isFocused();
        assertThat(page.locator("details")).hasAttribute("open", "");
    }

    @Test
    void what_the_part_says_is_read_aloud_when_it_changed_and_only_then() {
        show("""
                <div id="live" data-live="/stream"><p data-spoken>All is well</p><p>1</p></div>""");
        page.evaluate("""
                () => {
                  window.changes = 0;
                  new MutationObserver(() => window.changes++)
                    .observe(document.getElementById('spoken'), { childList: true, characterData: true, subtree: true });
                }""");

        look("<p data-spoken>All is well</p><p>2</p>");
        assertThat(page.locator("#live")).containsText("2");
        look("<p data-spoken>An operator has to act</p><p>3</p>");
        assertThat(page.locator("#spoken")).hasText("An operator has to act");
        look("<p data-spoken>An operator has to act</p><p>4</p>");
        assertThat(page.locator("#live")).containsText("4");

        assertThat(page.evaluate("window.changes")).isEqualTo(1);
    }

    @Test
    void of_a_form_without_an_answer_it_is_said_that_nobody_knows_whether_it_was_done() {
        show(FORM);
        answer = null;

        page.getByText("Do it").click();

        assertThat(page.locator(".problem")).containsText("it is not known whether this was done");
        assertThat(page.locator(".problem a")).hasAttribute("href", "/ops/audit");
        assertThat(page.locator("textarea")).hasValue("because");

        answer = new Route.FulfillOptions()
                .setStatus(504)
                .setContentType("text/html")
                .setBody("Gateway timeout");
        page.getByText("Do it").click();

        assertThat(page.locator(".problem")).containsText("504");
        assertThat(page.locator(".problem")).containsText("it is not known whether this was done");
    }

    @Test
    void a_page_that_answers_a_form_takes_its_place_and_its_form_can_be_sent() {
        show(FORM);
        answer = new Route.FulfillOptions()
                .setStatus(409)
                .setContentType("text/html; charset=utf-8")
                .setBody("""
                <!doctype html><main><p class="say warn" role="alert">Nothing was done: 3 now.</p>
                <form method="post" action="/act" data-keep><textarea name="reason">because</textarea>
                <input type="hidden" name="users" value="3"><button>Do it again</button></form></main>""");

        page.getByText("Do it").click();
        assertThat(page.locator("main")).containsText("Nothing was done: 3 now.");
        page.getByText("Do it again").click();

        page.waitForCondition(() -> asked.contains("POST /act reason=because&users=3"));
    }

    @Test
    void where_no_photo_is_shown_a_word_says_why() {
        answer = new Route.FulfillOptions()
                .setStatus(204)
                .setHeaders(Map.of("Photo-Absent", "Exchange has no photo of the user"));
        show(PHOTO);
        assertThat(page.locator(".face")).hasText("no photo");
        assertThat(page.locator("figcaption")).hasText("Exchange: Exchange has no photo of the user");

        answer = new Route.FulfillOptions().setStatus(503);
        show(PHOTO);
        assertThat(page.locator(".face")).hasText("could not be read now");

        answer = null;
        show(PHOTO);
        assertThat(page.locator(".face")).hasText("could not be read now");

        answer = new Route.FulfillOptions().setStatus(499);
        show(PHOTO);
        assertThat(page.locator("figcaption")).hasText("Exchange: you are signed out");
    }

    @Test
    void rows_say_what_was_seen_of_them_and_how_old_they_are() {
        show("""
                <form data-rows="/stream"><table><tr data-row="a@1" data-seen="row"><td><input type="checkbox" checked></td></tr>
                <tr data-row="b@2" data-seen="replaying"><td><input type="checkbox" checked></td></tr></table></form>""");

        look("{\"a@1\": \"on its way\"}");

        assertThat(page.locator("[data-row='a@1']")).containsText("since then: on its way");
        assertThat(page.locator("[data-row='a@1'] input")).isDisabled();
        assertThat(page.locator("[data-row='b@2'] input")).isChecked();
        assertThat(page.locator("#live-state")).containsText("live");
        assertThat(asked).contains("GET /stream?row=a%401&replaying=b%402");
    }

    private static final String FORM = """
            <form method="post" action="/act" data-keep><textarea name="reason">because</textarea><button>Do it</button></form>""";

    private static final String PHOTO = """
            <figure><div class="face"><img src="/photo" alt="From Exchange" loading="lazy"></div>\
            <figcaption>Exchange</figcaption></figure>""";

    private void show(String main) {
        html = """
                <!doctype html><html lang="en"><head><title>Test</title><script type="module" src="/console.js"></script></head>
                <body data-now="2026-01-05T08:00:00Z"><main id="main" tabindex="-1">%s</main>
                <footer><span id="live-state"></span><span id="spoken" role="status"></span></footer></body></html>""".formatted(main);
        page.navigate("http://localhost/page");
    }

    /** What the stream says next; it ends then, and the browser comes again for more. */
    private void look(String data) {
        looks.add(CONTINUED + data.replace("\n", "\ndata: ") + "\n\n");
    }

    private void serve(Route route) {
        String path = route.request().url().replaceFirst("http://localhost", "");
        String body =
                route.request().postData() == null ? "" : " " + route.request().postData();
        asked.add(route.request().method() + " " + path + body);
        if (path.equals("/page")) {
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/html; charset=utf-8")
                    .setBody(html));
        } else if (path.equals("/console.js")) {
            route.fulfill(
                    new Route.FulfillOptions().setContentType("text/javascript").setBody(script()));
        } else if (path.startsWith("/stream")) {
            String next = looks.poll();
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/event-stream")
                    .setBody(next == null ? "event: beat\nretry: 20\ndata: now\n\n" : next));
        } else if (answer == null) {
            route.abort();
        } else {
            route.fulfill(answer);
        }
    }

    private static String script() {
        try (InputStream script = ConsoleScriptTest.class.getResourceAsStream("/console/console.js")) {
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError("the script is part of the product", e);
        }
    }
}
