package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.photosync.kafka.ConsumerGroup;
import io.photosync.kafka.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ports, paths, settings, topics and rights as the manifests have them, against the code. */
class CodeAgainstManifestsTest {
    private static final String CONTAINER = "/spec/template/spec/containers/0";
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path TOPICS = ManifestReader.ROOT.resolve("components/strimzi-topics/040-KafkaTopics.yaml");
    private static final Path USER = ManifestReader.ROOT.resolve("components/strimzi-user/041-KafkaUser.yaml");
    /** A group that one of our consumers joins on the service's own Kafka: named beside the consumer, or a constant of its own. */
    private static final Pattern GROUP = Pattern.compile(
            "(?:\"group\\.id\",|READERS\\s*=|\\b(?:SYNC|DETECT|LEADER)\\()[^\";]*\"(photosync-[a-z]+)\"");
    /** What a topic may have in a manifest beyond what the code asks for: how it is copied is the cluster's matter. */
    private static final Set<String> MORE = Set.of("min.insync.replicas");

    @TempDir
    static Path scratch;

    private static Map<String, List<Manifest>> all = Map.of();

    @BeforeAll
    static void render() {
        if (Kustomize.available()) {
            all = Kustomizations.all(scratch);
        }
    }

    static Stream<String> rendered() {
        return Stream.concat(
                all.keySet().stream(), all.isEmpty() ? Stream.of("no kubectl on this machine") : Stream.of());
    }

    @Test
    void the_ports_are_those_of_the_service() throws IOException {
        Properties service = properties(Path.of("src", "main", "resources", "application.properties"));
        Manifest deployment = deployment();

        assertThat(deployment.all(CONTAINER + "/ports/*").values().stream()
                        .collect(Collectors.toMap(port -> port.path("name").asText(), port -> port.path("containerPort")
                                .asText())))
                .isEqualTo(Map.of(
                        "http", service.getProperty("quarkus.http.port", "8080"),
                        "management", service.getProperty("quarkus.management.port")));
    }

    @Test
    void each_probe_asks_what_a_health_check_of_the_code_answers() {
        Manifest deployment = deployment();

        Map<String, String> asked =
                Map.of("Startup", "startupProbe", "Liveness", "livenessProbe", "Readiness", "readinessProbe");
        Map<String, String> served = Map.of("Startup", "started", "Liveness", "live", "Readiness", "ready");
        asked.forEach((annotation, probe) -> {
            assertThat(sources()).anyMatch(source -> source.contains("\n@" + annotation + "\n"));
            assertThat(deployment.at(CONTAINER + "/" + probe + "/httpGet/path").asText())
                    .isEqualTo("/q/health/" + served.get(annotation));
        });
    }

    @Test
    void the_ingress_has_the_two_addresses_that_graph_posts_to_and_no_other() {
        Manifest ingress = ManifestReader.read(ManifestReader.ROOT.resolve("base/070-Ingress.yaml"))
                .getFirst();
        String endpoint = sources().stream()
                .filter(source -> source.contains("class GraphEndpoint"))
                .findFirst()
                .orElseThrow();
        List<String> paths = all(Pattern.compile("@Path\\(\"([^\"]+)\"\\)"), endpoint);

        assertThat(ingress.all("/spec/rules/*/http/paths/*/path").values().stream()
                        .map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(paths.stream()
                        .skip(1)
                        .map(path -> paths.getFirst() + "/" + path)
                        .toList());
        assertThat(ingress.all("/spec/rules/*/http/paths/*/pathType").values())
                .allMatch(type -> type.asText().equals("Exact"));
    }

    @Test
    void the_image_is_tagged_with_the_version_of_the_build() throws IOException {
        Manifest kustomization = ManifestReader.read(ManifestReader.ROOT.resolve("base/kustomization.yaml"))
                .getFirst();
        String version = all(Pattern.compile("<version>([^<]+)</version>"), Files.readString(Path.of("pom.xml")))
                .getFirst();

        assertThat(kustomization.at("/images/0/newTag").asText()).isEqualTo(version);
        assertThat(kustomization.at("/images/0/name").asText())
                .isEqualTo(deployment().at(CONTAINER + "/image").asText());
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void every_setting_is_one_that_the_service_takes(String name) {
        assumeTrue(all.containsKey(name), name);
        ServiceSettings settings = new ServiceSettings(all.get(name));

        assertThat(settings.value("photosync.certificate.path").isPresent())
                .as("one way of signing in")
                .isNotEqualTo(settings.value("photosync.federated-token-file").isPresent());
        Set<String> known = new TreeSet<>(ConsumerConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        assertThat(settings.names().stream()
                        .filter(setting -> setting.startsWith("kafka."))
                        .map(setting -> setting.substring(6)))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void every_file_that_a_setting_names_is_mounted(String name) {
        assumeTrue(all.containsKey(name), name);
        Manifest deployment =
                Manifest.of(all.get(name), "Deployment").findFirst().orElseThrow();
        List<String> mounts = deployment.all(CONTAINER + "/volumeMounts/*/mountPath").values().stream()
                .map(JsonNode::asText)
                .toList();

        assertThat(new ServiceSettings(all.get(name)).paths())
                .isNotEmpty()
                .allMatch(path -> mounts.contains(Path.of(path).getParent().toString()));
        assertThat(mounts)
                .contains(deployment.all(CONTAINER + "/env/*").values().stream()
                        .filter(variable -> variable.path("name").asText().equals("SMALLRYE_CONFIG_LOCATIONS"))
                        .findFirst()
                        .orElseThrow()
                        .path("value")
                        .asText());
    }

    @Test
    void a_misspelt_setting_or_a_wrong_value_is_found() {
        String base = ManifestReader.text(ManifestReader.ROOT.resolve("base/application.properties"));

        assertThatThrownBy(() -> new ServiceSettings(Map.of("a", base + "\nphotosync.mod=observe\n"), Map.of()))
                .hasMessageContaining("photosync.mod");
        assertThatThrownBy(() -> new ServiceSettings(Map.of("a", base + "\nphotosync.mode=watch\n"), Map.of()))
                .hasMessageContaining("photosync.mode");
        assertThatThrownBy(() -> new ServiceSettings(Map.of("a", base.replace("photosync.tenant-id=", "#")), Map.of()))
                .hasMessageContaining("photosync.tenant-id");
    }

    @Test
    void the_topics_are_those_of_the_code_and_forget_alike() {
        List<Manifest> topics = ManifestReader.read(TOPICS);

        assertThat(topics.stream().map(Manifest::name))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Topic.values()).map(Topic::id).toList());
        for (Manifest manifest : topics) {
            Topic topic = Stream.of(Topic.values())
                    .filter(one -> one.id().equals(manifest.name()))
                    .findFirst()
                    .orElseThrow();
            Map<String, String> config = new TreeMap<>(Manifest.strings(manifest.at("/spec/config")));
            config.keySet().removeAll(MORE);
            assertThat(config).as(topic.id()).isEqualTo(topic.config());
            assertThat(manifest.at("/spec/partitions").asInt())
                    .as(topic.id())
                    .isEqualTo(topic.shape() == Topic.Shape.SINGLE ? 1 : 12);
            assertThat(manifest.at("/spec/config/min.insync.replicas").asInt())
                    .as(topic.id())
                    .isLessThan(manifest.at("/spec/replicas").asInt());
        }
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void topics_and_rights_have_the_prefix_that_the_service_is_told(String name) {
        assumeTrue(all.containsKey(name), name);
        String prefix = new ServiceSettings(all.get(name))
                .value("photosync.topics.prefix")
                .orElse("");
        Set<String> topics =
                Stream.of(Topic.values()).map(topic -> prefix + topic.id()).collect(Collectors.toSet());
        Set<String> groups = Stream.of(ConsumerGroup.values())
                .map(group -> prefix + group.id())
                .collect(Collectors.toSet());

        assertThat(prefix).isEqualTo(Set.of("all", "topics-prefix").contains(name) ? "hr." : "");
        assertThat(Manifest.of(all.get(name), "KafkaTopic").map(Manifest::name)).isSubsetOf(topics);
        Manifest.of(all.get(name), "KafkaUser").forEach(user -> {
            assertThat(user.name()).isEqualTo("photosync-kafka");
            assertThat(resources(user, "topic")).isEqualTo(topics);
            assertThat(resources(user, "group")).isEqualTo(groups);
        });
    }

    private static Set<String> resources(Manifest user, String type) {
        return user.all("/spec/authorization/acls/*/resource").values().stream()
                .filter(resource -> resource.path("type").asText().equals(type))
                .map(resource -> resource.path("name").asText())
                .collect(Collectors.toSet());
    }

    @Test
    void the_user_may_do_what_the_service_does_and_nothing_else() {
        Manifest user = ManifestReader.read(USER).getFirst();
        Map<String, Set<String>> rights = new TreeMap<>();
        user.at("/spec/authorization/acls")
                .forEach(acl -> rights.put(
                        acl.at("/resource/type").asText() + " "
                                + acl.at("/resource/name").asText(),
                        Set.copyOf(Manifest.texts(acl.path("operations")))));

        Map<String, Set<String>> wanted = new TreeMap<>();
        Stream.of(Topic.values())
                .forEach(topic ->
                        wanted.put("topic " + topic.id(), Set.of("Describe", "DescribeConfigs", "Read", "Write")));
        Set<String> groups = new TreeSet<>();
        sources().forEach(source -> groups.addAll(all(GROUP, source)));
        assertThat(groups).hasSizeGreaterThanOrEqualTo(3);
        groups.forEach(group -> wanted.put("group " + group, Set.of("Describe", "Read")));
        assertThat(rights).isEqualTo(wanted);
        assertThat(user.all("/spec/authorization/acls/*/resource/patternType").values())
                .allMatch(type -> type.asText().equals("literal"));
    }

    private static Manifest deployment() {
        return ManifestReader.read(ManifestReader.ROOT.resolve("base/050-Deployment.yaml"))
                .getFirst();
    }

    private static List<String> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ManifestReader::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
