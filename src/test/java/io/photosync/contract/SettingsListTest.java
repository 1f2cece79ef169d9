package io.photosync.contract;

import io.smallrye.config.ConfigMappingInterface.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever has set something finds it under the same name, with the same default, after an update. */
class SettingsListTest {
    private static final Pattern REFERRED = Pattern.compile("\\$\\{(photosync\\.[a-z.-]+)(?::([^}]*))?}");
    private static final Pattern GIVEN = Pattern.compile("(?m)^(photosync\\.[a-z.-]+)=(.*)$");

    @Test
    void names_types_and_defaults_of_settings_stay() {
        Set<String> lines = new TreeSet<>();
        SettingsMappings.all().forEach(mapping -> SettingsMappings.settings(mapping)
                .forEach((name, property) -> lines.add(line(name, property))));
        Pins.same("settings.txt", lines);
    }

    /** Read by what is not ours, such as the HTTP server and OIDC. */
    @Test
    void settings_that_others_are_given_stay() throws IOException {
        String properties = Files.readString(Path.of("src/main/resources/application.properties"));
        Set<String> lines = new TreeSet<>();
        REFERRED.matcher(properties)
                .results()
                .forEach(found -> lines.add("%s default '%s'".formatted(found.group(1), found.group(2))));
        GIVEN.matcher(properties)
                .results()
                .forEach(found -> lines.add("%s set to '%s'".formatted(found.group(1), found.group(2))));
        Pins.same("settings-of-others.txt", lines);
    }

    private static String line(String name, Property property) {
        Class<?> raw = property.getMethod().getReturnType();
        // A type of ours is made from a text.
        String type = raw.isRecord()
                ? "text"
                : String.join(" ", Shape.of(property.getMethod().getGenericReturnType()));
        return property.hasDefaultValue()
                ? "%s : %s = %s".formatted(name, type, property.getDefaultValue())
                : "%s : %s".formatted(name, type);
    }
}
