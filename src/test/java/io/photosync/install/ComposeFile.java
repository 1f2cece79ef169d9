package io.photosync.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code deploy/compose.yaml}, with its variables filled in as compose does it. */
public final class ComposeFile {
    static final Path PATH = Path.of("deploy", "compose.yaml");
    /** {@code ${NAME:-otherwise}}, {@code ${NAME-otherwise}}. */
    static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)(:?)-([^}]*)}");

    private final JsonNode tree;
    private final Map<String, String> variables;

    private ComposeFile(JsonNode tree, Map<String, String> variables) {
        this.tree = tree;
        this.variables = variables;
    }

    /** As it stands, without a file {@code .env}. */
    public static ComposeFile read() {
        return with(Map.of());
    }

    /** @param variables those of {@code .env} */
    static ComposeFile with(Map<String, String> variables) {
        return new ComposeFile(ManifestReader.read(PATH).getFirst().tree(), variables);
    }

    /** The image's name with its tag. */
    public String image(String service) {
        return value(service, "image");
    }

    /** The service's environment; what compose leaves empty is empty. */
    public Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        Manifest.strings(service(service).path("environment"))
                .forEach((name, value) -> environment.put(name, filled(value)));
        return environment;
    }

    /** A single value, such as {@code mem_limit}. */
    public String value(String service, String name) {
        return filled(service(service).path(name).asText());
    }

    JsonNode service(String name) {
        return tree.path("services").path(name);
    }

    private String filled(String value) {
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
}
