package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the settings lead to, the NetworkPolicy lets out. */
class OutgoingTrafficTest {
    private static final int HTTPS = 443;
    private static final int EVENT_HUBS = 9093;

    @TempDir
    static Path scratch;

    private static Map<String, List<Manifest>> all = Map.of();

    @BeforeAll
    static void render() {
        assumeTrue(Kustomize.available(), "no kubectl on this machine");
        all = Kustomizations.all(scratch);
    }

    static Stream<String> rendered() {
        return all.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void every_port_that_the_settings_name_is_open(String name) {
        ServiceSettings settings = new ServiceSettings(all.get(name));
        List<JsonNode> open = Manifest.of(all.get(name), "NetworkPolicy")
                .flatMap(policy -> policy.all("/spec/egress/*/ports/*").values().stream())
                .toList();
        List<Integer> wanted = new ArrayList<>();
        Stream.of("kafka.bootstrap.servers", "photosync.event-hub.bootstrap-servers")
                .map(settings::value)
                .flatMap(Optional::stream)
                .flatMap(servers -> Stream.of(servers.split(",")))
                .forEach(server -> wanted.add(port("kafka://" + server.strip())));
        settings.value("photosync.event-hub.notification-url").ifPresent(url -> wanted.add(EVENT_HUBS));
        wanted.add(settings.value("photosync.https-proxy")
                .map(OutgoingTrafficTest::port)
                .orElse(HTTPS));

        assertThat(wanted).hasSizeGreaterThanOrEqualTo(2).allMatch(port -> open.stream()
                .anyMatch(rule -> port >= rule.path("port").asInt()
                        && port <= rule.path("endPort").asInt(rule.path("port").asInt())));
    }

    private static int port(String url) {
        return URI.create(url).getPort();
    }
}
