package io.photosync.path;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.entra.Tokens;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.ConnectProxy;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.TenantVisitor;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Microsoft behind a company's proxy, as the environment names it: nothing goes beside it, and with it everything works. */
@SandboxTest(people = 20, proxy = true)
class ProxyPathTest {

    Sandbox sandbox;

    ConnectProxy proxy;

    @Test
    void entra_graph_both_sharepoint_hosts_and_the_key_set_are_reached_through_the_proxy_and_not_otherwise() {
        // Given a proxy that lets nothing through
        await().until(() -> proxy.refused().contains("CONNECT " + authority(sandbox.entraUrl()) + " HTTP/1.1"));
        int withoutKeys = askOperations();

        assertThat(withoutKeys).isEqualTo(503);
        for (Service service : Service.values()) {
            assertThat(sandbox.troubles().counters().of(service).requests())
                    .as(service.name())
                    .isZero();
        }

        // When it lets Microsoft through
        Set<String> microsoft = Stream.of(
                        sandbox.entraUrl(), sandbox.graphUrl(), sandbox.mySiteUrl(), sandbox.adminUrl())
                .map(ProxyPathTest::authority)
                .collect(Collectors.toSet());
        proxy.letThrough(microsoft);

        // Then operators are known by its key set, and a photo goes the whole way
        await().until(() -> askOperations() == 200);
        TenantVisitor visitor = new TenantVisitor(sandbox);
        await().until(() -> sandbox.subscriptions() > 0);
        Person person = visitor.employees(1).getFirst();
        visitor.putPhoto(person, 1);
        await().until(() -> visitor.inStep(person));
        assertThat(proxy.passed()).isEqualTo(microsoft);
        assertThat(proxy.refused()).allMatch(request -> request.startsWith("CONNECT localhost:"));
    }

    private int askOperations() {
        String token = new Tokens(sandbox.keys().tokens(), sandbox.entraUrl(), Clock.systemUTC())
                .issue(Tenant.APP, Tenant.APP, List.of("PhotoSync.Viewer"), true)
                .accessToken();
        return given().auth()
                .preemptive()
                .oauth2(token)
                .get("/ops/api/dead-letters")
                .statusCode();
    }

    private static String authority(String url) {
        return URI.create(url).getAuthority();
    }
}
