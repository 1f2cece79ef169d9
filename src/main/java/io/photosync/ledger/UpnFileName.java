package io.photosync.ledger;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The base names that SharePoint, and tools after it, made of user principal names before files were named by object
 * id: {@code @} and {@code .} became {@code _}, other special characters became {@code _} or stayed, and digits were
 * appended where two names gave the same. So several users' names may make one base name.
 */
public final class UpnFileName {
    /** More namesakes than these can count have not been seen. */
    private static final int DIGITS_AT_MOST = 3;

    private UpnFileName() {}

    /** Whether the base name may have been made from the user principal name. */
    public static boolean makes(String userPrincipalName, String baseName) {
        int length = userPrincipalName.length();
        if (userPrincipalName.indexOf('@') < 0 || baseName.length() < length) {
            return false;
        }
        String digits = baseName.substring(length);
        return spells(userPrincipalName, baseName)
                && digits.length() <= DIGITS_AT_MOST
                && digits.chars().allMatch(UpnFileName::digit);
    }

    private static boolean spells(String name, String baseName) {
        for (int i = 0; i < name.length(); i++) {
            char asked = Character.toLowerCase(name.charAt(i));
            char found = Character.toLowerCase(baseName.charAt(i));
            boolean same = found == asked && asked != '@' && asked != '.';
            if (!same && !(found == '_' && !Character.isLetterOrDigit(asked))) {
                return false;
            }
        }
        return true;
    }

    /** The same for all names that can make the same base name, digits apart. */
    public static String key(String userPrincipalName) {
        return userPrincipalName.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "_");
    }

    /** The keys of all names that can make this base name. */
    public static Set<String> keysOf(String baseName) {
        Set<String> keys = new LinkedHashSet<>();
        String key = key(baseName);
        keys.add(key);
        for (int i = 0; i < DIGITS_AT_MOST && !key.isEmpty() && digit(key.charAt(key.length() - 1)); i++) {
            key = key.substring(0, key.length() - 1);
            keys.add(key);
        }
        return keys;
    }

    private static boolean digit(int character) {
        return character >= '0' && character <= '9';
    }
}
