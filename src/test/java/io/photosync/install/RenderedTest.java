package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cluster would be given: base, overlays, and the base with each component. */
class RenderedTest {
    private static final String POD = "/spec/template/spec";
    private static final Set<String> LABELS = Set.of(
            "app.kubernetes.io/name",
            "app.kubernetes.io/instance",
            "app.kubernetes.io/part-of",
            "app.kubernetes.io/managed-by");

    @TempDir
    static Path scratch;

    private static List<Rendered> all;

    /** One kustomization and what it comes to. */
    record Rendered(String of, List<Manifest> manifests) {
        Stream<Manifest> kind(String kind) {
            return Manifest.of(manifests, kind);
        }

        Manifest deployment() {
            return kind("Deployment").findFirst().orElseThrow();
        }

        Map<String, String> podLabels() {
            return Manifest.strings(deployment().at("/spec/template/metadata/labels"));
        }

        JsonNode container() {
            return deployment().at(POD + "/containers/0");
        }

        /** Names of the container's ports, with their numbers. */
        Map<String, Integer> ports() {
            return container()
                    .path("ports")
                    .valueStream()
                    .collect(Collectors.toMap(port -> port.path("name").asText(), port -> port.path("containerPort")
                            .asInt()));
        }

        @Override
        public String toString() {
            return of;
        }
    }

    @BeforeAll
    static void render() {
        assumeTrue(Kustomize.available(), "no kubectl on this machine");
        all = Kustomizations.all(scratch).entrySet().stream()
                .map(entry -> new Rendered(entry.getKey(), entry.getValue()))
                .toList();
    }

    static Stream<Rendered> all() {
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_document_has_only_known_fields_right_words_and_all_that_it_needs(Rendered rendered) {
        assertThat(rendered.manifests().stream().flatMap(manifest -> StrictKinds.problem(manifest).stream()))
                .isEmpty();
        assertThat(rendered.manifests().stream().flatMap(manifest -> ManifestRules.problems(manifest).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_pod_keeps_to_the_restricted_profile_that_its_namespace_enforces(Rendered rendered) {
        assertThat(rendered.kind("Namespace").findFirst().orElseThrow().labels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
        assertThat(RestrictedProfile.problems(rendered.deployment().at(POD))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everything_has_the_namespace_and_what_is_the_services_the_labels(Rendered rendered) {
        String namespace = rendered.kind("Namespace").findFirst().orElseThrow().name();

        assertThat(rendered.manifests().stream()
                        .filter(manifest -> !manifest.kind().equals("Namespace")))
                .allMatch(
                        manifest -> manifest.at("/metadata/namespace").asText().equals(namespace));
        assertThat(rendered.manifests().stream()
                        .filter(manifest -> !manifest.at("/apiVersion").asText().contains(".strimzi.")
                                && !manifest.at("/apiVersion").asText().contains(".coreos.")))
                .allSatisfy(manifest -> assertThat(manifest.labels()).containsKeys(LABELS.toArray(String[]::new)));
        assertThat(rendered.podLabels()).containsKeys(LABELS.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_selector_finds_the_pods_and_says_nothing_that_a_new_version_changes(Rendered rendered) {
        List<JsonNode> selectors = Stream.of(
                        "/spec/selector",
                        "/spec/selector/matchLabels",
                        "/spec/podSelector/matchLabels",
                        POD + "/topologySpreadConstraints/*/labelSelector/matchLabels")
                .flatMap(pattern -> Stream.of("Deployment", "Service", "NetworkPolicy", "PodDisruptionBudget")
                        .flatMap(rendered::kind)
                        .flatMap(manifest -> manifest.all(pattern).values().stream()))
                .filter(selector -> !selector.has("matchLabels"))
                .toList();

        // The Deployment's own, two spreads, two Services, NetworkPolicy, PodDisruptionBudget.
        assertThat(selectors).hasSize(7).allSatisfy(selector -> {
            assertThat(rendered.podLabels()).containsAllEntriesOf(Manifest.strings(selector));
            assertThat(Manifest.strings(selector).keySet())
                    .containsExactlyInAnyOrder("app.kubernetes.io/name", "app.kubernetes.io/instance");
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_port_that_is_named_is_one_of_the_containers(Rendered rendered) {
        Map<String, Integer> ports = rendered.ports();

        assertThat(named(rendered, "Service", "/spec/ports/*/targetPort"))
                .isNotEmpty()
                .isSubsetOf(ports.keySet());
        assertThat(named(rendered, "NetworkPolicy", "/spec/ingress/*/ports/*/port"))
                .isSubsetOf(ports.keySet());
        assertThat(named(rendered, "Deployment", POD + "/containers/*/*/httpGet/port"))
                .hasSize(3)
                .containsOnly("management");
        assertThat(named(rendered, "Ingress", "/spec/rules/*/http/paths/*/backend/service/port/name"))
                .isSubsetOf("http");
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_ingress_leads_to_the_public_port_only_and_from_the_host_that_graph_is_told(Rendered rendered) {
        rendered.kind("Ingress").forEach(ingress -> {
            Manifest service = rendered.kind("Service")
                    .filter(candidate ->
                            ingress.all("/spec/rules/*/http/paths/*/backend/service/name").values().stream()
                                    .allMatch(name -> name.asText().equals(candidate.name())))
                    .findFirst()
                    .orElseThrow();
            assertThat(Manifest.texts(service.at("/spec/ports")).size()).isEqualTo(1);
            assertThat(service.at("/spec/ports/0/targetPort").asText()).isEqualTo("http");
            String host = ingress.at("/spec/rules/0/host").asText();
            assertThat(Manifest.texts(ingress.at("/spec/tls/0/hosts"))).containsExactly(host);
            assertThat(new ServiceSettings(rendered.manifests()).value("photosync.webhook.public-url"))
                    .contains("https://" + host);
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_volume_is_mounted_and_every_config_map_and_account_is_there(Rendered rendered) {
        Manifest deployment = rendered.deployment();

        assertThat(named(rendered, "Deployment", POD + "/volumes/*/name"))
                .containsExactlyInAnyOrderElementsOf(
                        named(rendered, "Deployment", POD + "/containers/0/volumeMounts/*/name"));
        assertThat(rendered.kind("ConfigMap")
                        // Grafana's to read.
                        .filter(map -> !map.labels().containsKey("grafana_dashboard"))
                        .map(Manifest::name))
                .containsExactlyElementsOf(named(rendered, "Deployment", POD + "/volumes/*/configMap/name"))
                .allMatch(name -> name.matches("photosync-[a-z0-9]{10}"));
        assertThat(rendered.kind("ServiceAccount").map(Manifest::name))
                .containsExactly(deployment.at(POD + "/serviceAccountName").asText());
        // 0440, which YAML gives as a decimal number.
        assertThat(deployment.all(POD + "/volumes/*/secret/defaultMode").values())
                .allMatch(mode -> mode.asInt() == 288);
        assertThat(deployment.all(POD + "/volumes/*/secret").values()).allMatch(secret -> secret.has("defaultMode"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void metrics_are_fetched_from_the_one_service_that_is_labelled_so(Rendered rendered) {
        rendered.kind("ServiceMonitor").forEach(monitor -> {
            Map<String, String> wanted = Manifest.strings(monitor.at("/spec/selector/matchLabels"));
            List<Manifest> services = rendered.kind("Service")
                    .filter(service -> service.labels().entrySet().containsAll(wanted.entrySet()))
                    .toList();
            assertThat(services).hasSize(1);
            assertThat(named(rendered, "ServiceMonitor", "/spec/endpoints/*/port"))
                    .containsExactly(
                            services.getFirst().at("/spec/ports/0/name").asText());
            assertThat(services.getFirst().labels())
                    .containsKey(monitor.at("/spec/jobLabel").asText());
        });
    }

    @Test
    void the_trial_observes_with_one_replica_and_production_has_two_on_different_nodes() {
        Rendered trial = rendered("trial");
        Rendered production = rendered("production");

        assertThat(trial.deployment().at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(new ServiceSettings(trial.manifests()).value("photosync.mode"))
                .contains("observe");
        assertThat(production.deployment().at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(new ServiceSettings(production.manifests()).value("photosync.mode"))
                .contains("sync");
        assertThat(production.kind("KafkaTopic"))
                .isNotEmpty()
                .allMatch(topic -> topic.at("/spec/replicas").asInt() == 3);
        assertThat(production
                        .deployment()
                        .all(POD + "/topologySpreadConstraints/*")
                        .values())
                .anyMatch(spread -> spread.path("topologyKey").asText().equals("kubernetes.io/hostname")
                        && spread.path("whenUnsatisfiable").asText().equals("DoNotSchedule"));
    }

    @Test
    void with_an_event_hub_nothing_is_open_to_the_internet() {
        assertThat(rendered("event-hub").kind("Ingress")).isEmpty();
        assertThat(rendered("none").kind("Ingress")).hasSize(1);
    }

    @Test
    void behind_a_proxy_nothing_goes_out_past_it_but_kafka() {
        Rendered rendered = rendered("outgoing-proxy");
        URI proxy = URI.create(new ServiceSettings(rendered.manifests())
                .value("photosync.https-proxy")
                .orElseThrow());

        assertThat(named(rendered, "NetworkPolicy", "/spec/egress/*/ports/*/port"))
                .containsExactlyInAnyOrder("53", "53", Integer.toString(proxy.getPort()), "9092");
        assertThat(named(rendered("none"), "NetworkPolicy", "/spec/egress/*/ports/*/port"))
                .containsExactlyInAnyOrder("53", "53", "443", "9092");
    }

    @Test
    void an_overlays_word_counts_more_than_any_components_and_a_components_more_than_the_bases() {
        Map<String, Integer> weights = ManifestReader.files(".properties").stream()
                .collect(Collectors.toMap(
                        Path::toString,
                        file -> Integer.parseInt(Pattern.compile("(?m)^config_ordinal=(\\d+)$")
                                .matcher(ManifestReader.text(file))
                                .results()
                                .findFirst()
                                .orElseThrow()
                                .group(1))));

        weights.forEach((file, weight) -> {
            if (file.contains("overlays")) {
                assertThat(weight).as(file).isEqualTo(270);
            } else if (file.contains("components")) {
                // Two components may not say the same with the same weight.
                assertThat(weight).as(file).isBetween(261, 269);
                assertThat(Collections.frequency(weights.values(), weight))
                        .as(file)
                        .isEqualTo(1);
            } else {
                assertThat(weight).as(file).isEqualTo(260);
            }
        });
    }

    private static Rendered rendered(String of) {
        return all.stream()
                .filter(rendered -> rendered.of().equals(of))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> named(Rendered rendered, String kind, String pattern) {
        return rendered.kind(kind)
                .flatMap(manifest -> manifest.all(pattern).values().stream())
                .map(JsonNode::asText)
                .toList();
    }
}
