package io.photosync.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckSettingsTest {

    @Test
    void every_setting_of_the_service_is_read() {
        List<String> mappings = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .withImportOption(location -> !location.contains("/io/photosync/sandbox/"))
                        .importPackages("io.photosync")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::getName)
                        .toList();

        assertThat(CheckSettings.ALL.stream().map(Class::getName)).containsExactlyInAnyOrderElementsOf(mappings);
    }

    @Test
    void what_is_no_argument_is_told_with_the_ways_to_use_it() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        assertThat(CheckCommand.run(List.of("--yaml"), System.out, new PrintStream(said)))
                .isEqualTo(2);
        assertThat(CheckCommand.run(List.of("--write-as"), System.out, new PrintStream(said)))
                .isEqualTo(2);
        assertThat(CheckCommand.run(List.of("--write-as", "nobody"), System.out, new PrintStream(said)))
                .isEqualTo(2);
        assertThat(said.toString()).contains("unknown argument --yaml", "--write-as needs", "Exit code");
    }

    @Test
    void texts_are_shortened_where_they_name_somebody() {
        assertThat(
                        Shortened.of(
                                "user 5eed0001-7e4a-4d0b-9c3e-0a11ce0b5eed is ada.byron@contoso.example with eyJhbGciOiJSUzI1NiJ9.abc.def"))
                .isEqualTo("user 5eed0001… is a…@contoso.example with (token)");
    }
}
