package io.photosync.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.people.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A sandbox tenant, and a service's public address, to be checked. */
final class CheckedTenant implements AutoCloseable {
    private static final int OK = 200;

    final Sandbox sandbox;
    private final HttpServer webhook;
    /** Statuses other than 200, by path. */
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();

    CheckedTenant(int people) {
        try {
            sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(people));
            webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            webhook.createContext("/graph/", this::shakeHands);
            webhook.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void shakeHands(HttpExchange exchange) throws IOException {
        byte[] token = exchange.getRequestURI()
                .getQuery()
                .replace("validationToken=", "")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(
                answers.getOrDefault(exchange.getRequestURI().getPath(), OK), token.length);
        exchange.getResponseBody().write(token);
        exchange.close();
    }

    /** Sets the status of the service's own address. */
    void answer(String path, int status) {
        answers.put(path, status);
    }

    void fault(Fault fault) {
        sandbox.troubles().faults().put(fault);
    }

    void putAllRightAgain() {
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.grant(sandbox.graphUrl(), "User.Read.All", "GroupMember.Read.All");
        sandbox.grant(sandbox.mySiteUrl(), "User.ReadWrite.All", "Sites.FullControl.All");
        sandbox.grant(sandbox.adminUrl(), "User.ReadWrite.All", "Sites.FullControl.All");
        sandbox.sharePoint().profiles().missing().forEach(sandbox.sharePoint().profiles()::create);
        answers.clear();
    }

    /** Correct settings. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(sandbox.serviceSettings());
        settings.put(
                "photosync.webhook.public-url",
                "http://localhost:" + webhook.getAddress().getPort());
        return settings;
    }

    CheckReport check() throws InterruptedException {
        return check(Map.of());
    }

    CheckReport check(Map<String, String> more) throws InterruptedException {
        return check(more, Clock.systemUTC());
    }

    CheckReport check(Map<String, String> more, Clock clock) throws InterruptedException {
        Map<String, String> settings = settings();
        settings.putAll(more);
        return new CheckList(settings, Optional.empty(), clock).run();
    }

    /** Settings to omit. */
    CheckReport checkWithout(String... settings) throws InterruptedException {
        Map<String, String> left = settings();
        Stream.of(settings).forEach(left::remove);
        return new CheckList(left, Optional.empty(), Clock.systemUTC()).run();
    }

    CheckReport checkWritingAs(String userPrincipalName) throws InterruptedException {
        return new CheckList(settings(), Optional.of(userPrincipalName), Clock.systemUTC()).run();
    }

    Person person(Predicate<Person> which) {
        return sandbox.directory().all().stream()
                .filter(one -> one.mailbox() && one.enabled() && !one.guest())
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    /** A user with a photo in Exchange. */
    Person pictured() {
        return person(one -> sandbox.exchangePhotos().find(one.id()).isPresent());
    }

    static Line line(CheckReport checkReport, String name) {
        return checkReport.lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static void onlyFails(CheckReport checkReport, String name, String says) {
        assertThat(named(checkReport, Result.FAILS)).as(checkReport.text()).containsOnly(name);
        assertThat(line(checkReport, name).says()).contains(says);
        assertThat(line(checkReport, name).toDo()).isPresent();
        assertThat(checkReport.exitCode()).isEqualTo(1);
    }

    /** Nothing fails, and only that line is unclear. */
    static void onlyToBeLookedAt(CheckReport checkReport, String name, String says) {
        assertThat(named(checkReport, Result.FAILS)).as(checkReport.text()).isEmpty();
        assertThat(named(checkReport, Result.UNCLEAR)).as(checkReport.text()).containsOnly(name);
        assertThat(line(checkReport, name).says()).contains(says);
        assertThat(line(checkReport, name).toDo()).isPresent();
        assertThat(checkReport.exitCode()).isZero();
    }

    static void advises(Line line, String toDo) {
        assertThat(line.toDo()).hasValueSatisfying(says -> assertThat(says).contains(toDo));
    }

    private static List<String> named(CheckReport checkReport, Result result) {
        return checkReport.lines().stream()
                .filter(line -> line.result() == result)
                .map(Line::name)
                .toList();
    }

    @Override
    public void close() {
        webhook.stop(0);
        sandbox.close();
    }
}
