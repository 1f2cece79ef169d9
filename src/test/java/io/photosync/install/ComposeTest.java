package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.nio.file.Path;
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
    private static final Path FILE = Path.of("deploy", "compose.yaml");
    private static final String POM = ManifestReader.text(Path.of("pom.xml"));
    /** {@code ${NAME:-otherwise}}, {@code ${NAME-otherwise}}. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)(:?)-([^}]*)}");

    private final JsonNode compose = ManifestReader.read(FILE).getFirst().tree();

    @Test
    void as_it_stands_the_service_syncs_the_sandbox_tenant_beside_it() {
        ServiceSettings settings = settings(Map.of());

        assertThat(settings.value("photosync.graph-url")).contains("https://tenant:9442");
        assertThat(settings.value("photosync.mode")).contains("sync");
        assertThat(settings.paths()).contains("/sandbox/client.pem", "/sandbox/ca.pem");
        assertThat(given(compose.at("/services/tenant/scale").asText(), Map.of()))
                .isEqualTo("1");
    }

    @Test
    void filled_in_as_the_example_it_observes_a_tenant_of_microsofts() {
        Map<String, String> example = example();
        ServiceSettings settings = settings(example);

        assertThat(settings.value("photosync.graph-url")).contains("https://graph.microsoft.com");
        assertThat(settings.value("photosync.mode")).contains("observe");
        assertThat(settings.value("photosync.tls.trust-path")).isEmpty();
        assertThat(settings.paths()).allMatch(path -> path.startsWith("/app/identity/"));
        assertThat(given(compose.at("/services/tenant/scale").asText(), example))
                .isEqualTo("0");
    }

    @Test
    void the_example_has_no_variable_that_the_compose_file_does_not_read() {
        Set<String> read = VARIABLE.matcher(ManifestReader.text(FILE))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(read).containsAll(example().keySet());
    }

    @Test
    void the_versions_are_those_of_the_build() {
        // Of the clients' minor version; a patch of the broker is its own matter.
        String minor = tag("kafka.version").replaceAll("\\.\\d+$", "");
        assertThat(compose.at("/services/kafka/image").asText()).startsWith("apache/kafka:" + minor + ".");
        for (String ours : Set.of("photosync", "tenant")) {
            assertThat(given(compose.at("/services/%s/image".formatted(ours)).asText(), Map.of()))
                    .endsWith(":" + tag("version"));
        }
    }

    @Test
    void the_service_has_as_much_memory_as_its_pod_and_no_more_rights() {
        JsonNode service = compose.at("/services/photosync");
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

    private ServiceSettings settings(Map<String, String> given) {
        Map<String, String> names = ServiceSettings.environmentNames();
        StringBuilder text = new StringBuilder();
        Manifest.strings(compose.at("/services/photosync/environment")).forEach((variable, value) -> {
            String name = variable.startsWith("KAFKA_")
                    ? variable.toLowerCase(java.util.Locale.ROOT).replace('_', '.')
                    : names.get(variable);
            assertThat(name).as("a setting whose variable is %s", variable).isNotNull();
            text.append(name).append('=').append(given(value, given)).append('\n');
        });
        return new ServiceSettings(Map.of("environment", text.toString()), Map.of());
    }

    /** As compose fills a variable in. */
    private static String given(String value, Map<String, String> variables) {
        Matcher matcher = VARIABLE.matcher(value);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String otherwise = matcher.group(3);
            String set = variables.get(matcher.group(1));
            boolean useless = set == null || set.isEmpty() && !matcher.group(2).isEmpty();
            matcher.appendReplacement(filled, Matcher.quoteReplacement(useless ? otherwise : set));
        }
        return matcher.appendTail(filled).toString();
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
