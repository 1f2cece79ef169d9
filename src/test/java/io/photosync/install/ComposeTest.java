package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The compose file: its settings are the service's, and its versions those of the build. */
class ComposeTest {
    private static final String POM = ManifestReader.text(Path.of("pom.xml"));

    private final ComposeFile compose = ComposeFile.read();

    @Test
    void as_it_stands_the_service_syncs_the_sandbox_tenant_beside_it() {
        ServiceSettings settings = settings(compose);

        assertThat(settings.value("photosync.graph-url")).contains("https://tenant:9442");
        assertThat(settings.value("photosync.mode")).contains("sync");
        assertThat(settings.paths()).contains("/sandbox/client.pem", "/sandbox/ca.pem");
        assertThat(compose.value("tenant", "scale")).isEqualTo("1");
    }

    @Test
    void filled_in_as_the_example_it_observes_a_tenant_of_microsofts() {
        ComposeFile filledIn = ComposeFile.with(example());
        ServiceSettings settings = settings(filledIn);

        assertThat(settings.value("photosync.graph-url")).contains("https://graph.microsoft.com");
        assertThat(settings.value("photosync.mode")).contains("observe");
        assertThat(settings.value("photosync.tls.trust-path")).isEmpty();
        assertThat(settings.paths()).allMatch(path -> path.startsWith("/app/identity/"));
        assertThat(filledIn.value("tenant", "scale")).isEqualTo("0");
    }

    @Test
    void the_example_has_no_variable_that_the_compose_file_does_not_read() {
        Set<String> read = ComposeFile.VARIABLE
                .matcher(ManifestReader.text(ComposeFile.PATH))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(read).containsAll(example().keySet());
    }

    @Test
    void the_versions_are_those_of_the_build() {
        assertThat(compose.image("kafka")).isEqualTo("apache/kafka:" + tag("kafka.version"));
        for (String ours : Set.of("photosync", "tenant")) {
            assertThat(compose.image(ours)).endsWith(":" + tag("version"));
        }
    }

    @Test
    void the_service_has_as_much_memory_as_its_pod_and_no_more_rights() {
        JsonNode service = compose.service("photosync");
        JsonNode pod = ManifestReader.read(ManifestReader.ROOT.resolve("base/050-Deployment.yaml"))
                .getFirst()
                .tree();

        assertThat(service.path("mem_limit").asText() + "i")
                .isEqualToIgnoringCase(pod.at("/spec/template/spec/containers/0/resources/limits/memory")
                        .asText());
        assertThat(service.path("stop_grace_period").asText())
                .isEqualTo(pod.at("/spec/template/spec/terminationGracePeriodSeconds")
                                .asText() + "s");
        assertThat(service.path("read_only").asBoolean()).isTrue();
        assertThat(Manifest.texts(service.path("cap_drop"))).containsExactly("ALL");
        assertThat(Manifest.texts(service.path("security_opt"))).containsExactly("no-new-privileges:true");
        assertThat(Manifest.texts(service.path("ports"))).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    private static ServiceSettings settings(ComposeFile compose) {
        Map<String, String> names = ServiceSettings.environmentNames();
        StringBuilder text = new StringBuilder();
        compose.environment("photosync").forEach((variable, value) -> {
            String name = variable.startsWith("KAFKA_")
                    ? variable.toLowerCase(Locale.ROOT).replace('_', '.')
                    : names.get(variable);
            assertThat(name).as("a setting whose variable is %s", variable).isNotNull();
            text.append(name).append('=').append(value).append('\n');
        });
        return new ServiceSettings(Map.of("environment", text.toString()), Map.of());
    }

    private static Map<String, String> example() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(ManifestReader.text(Path.of("deploy", ".env.example"))));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Map<String, String> example = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> example.put(name, properties.getProperty(name)));
        return example;
    }

    private static String tag(String name) {
        Matcher matcher = Pattern.compile("<%1$s>([^<]+)</%1$s>".formatted(Pattern.quote(name)))
                .matcher(POM);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
