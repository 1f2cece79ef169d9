package io.photosync;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Locale;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ResourceBundleMessageInterpolator;

/**
 * Holds the settings under {@code photosync} to the constraints on their interfaces, before anything reads them.
 * Quarkus' own settings have none; looking for them took a sixth of the processor time of a start.
 */
public final class SettingsValidator implements BeanValidationConfigValidator {
    private static final String OURS = "photosync";

    /** Found as a service; for every place that reads the settings. */
    public static final class Customizer implements SmallRyeConfigBuilderCustomizer {
        @Override
        public void configBuilder(SmallRyeConfigBuilder builder) {
            builder.withValidator(new SettingsValidator());
        }
    }

    /** Made only if there is something to validate: a configuration without our settings has nothing. */
    private static final class Constraints {
        static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new Messages())
                .buildValidatorFactory()
                .getValidator();
    }

    /** Its expression language is needed only where a constraint is violated. */
    private static final class Messages implements MessageInterpolator {
        @Override
        public String interpolate(String template, Context context) {
            return new ResourceBundleMessageInterpolator().interpolate(template, context);
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return new ResourceBundleMessageInterpolator().interpolate(template, context, locale);
        }
    }

    /** @throws ConfigValidationException whose problems name setting, rule and value */
    @Override
    public void validateMapping(Class<?> mapping, String prefix, Object settings) throws ConfigValidationException {
        if (prefix.equals(OURS) || prefix.startsWith(OURS + ".")) {
            BeanValidationConfigValidator.super.validateMapping(mapping, prefix, settings);
        }
    }

    @Override
    public Validator getValidator() {
        return Constraints.VALIDATOR;
    }
}
