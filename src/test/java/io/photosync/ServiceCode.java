package io.photosync;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** The classes of the service, without its tests and its sandbox, wherever they are compiled to. */
final class ServiceCode {
    static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(ServiceCode::ofTheService).importPackages("io.photosync");

    private ServiceCode() {}

    /** Empty for what stands in no room. */
    static String roomOf(JavaClass type) {
        return type.getPackageName().replaceFirst("io\\.photosync\\.?", "").replaceAll("\\..*", "");
    }

    private static boolean ofTheService(Location location) {
        return ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location)
                && !location.contains("/io/photosync/sandbox/");
    }
}
