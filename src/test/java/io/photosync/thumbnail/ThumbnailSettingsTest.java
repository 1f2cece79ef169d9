package io.photosync.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailSettingsTest {

    static ThumbnailSettings with(Map<String, String> properties) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(ThumbnailSettings.class)
                .withValidator(new BeanValidationConfigValidatorImpl())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
        return config.getConfigMapping(ThumbnailSettings.class);
    }

    @Test
    void the_defaults_are_the_sizes_that_sharepoint_makes() {
        ThumbnailSettings settings = with(Map.of());

        assertThat(settings.sizes().small()).isEqualTo(48);
        assertThat(settings.sizes().medium()).isEqualTo(72);
        assertThat(settings.sizes().large()).isEqualTo(300);
        assertThat(settings.quality()).isEqualTo(90);
        assertThat(settings.maxPixels()).isEqualTo(40_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "sizes.small, 8, 'must be at least 16, got 8'",
        "sizes.large, 4000, 'must be at most 1000, got 4000'",
        "quality, 101, 'must be at most 100, got 101'",
        "max-pixels, 10, 'must be at least 1000000, got 10'"
    })
    void a_value_against_its_rule_is_refused(String name, String value, String message) {
        assertThatThrownBy(() -> with(Map.of("photosync.thumbnail." + name, value)))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("photosync.thumbnail." + name + " " + message);
    }

    @Test
    void every_setting_can_be_changed() {
        ThumbnailSettings settings = with(Map.of(
                "photosync.thumbnail.sizes.small", "32",
                "photosync.thumbnail.sizes.medium", "96",
                "photosync.thumbnail.sizes.large", "200",
                "photosync.thumbnail.quality", "80",
                "photosync.thumbnail.max-pixels", "2000000"));

        assertThat(settings.sizes().small()).isEqualTo(32);
        assertThat(settings.sizes().medium()).isEqualTo(96);
        assertThat(settings.sizes().large()).isEqualTo(200);
        assertThat(settings.quality()).isEqualTo(80);
        assertThat(settings.maxPixels()).isEqualTo(2_000_000);
    }
}
