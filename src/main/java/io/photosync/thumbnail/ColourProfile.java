package io.photosync.thumbnail;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The colour space of a file's numbers. A profile that is damaged, or made for another kind of picture, counts as none.
 */
interface ColourProfile {

    /** @param rgb pixels of 8 bits a colour, as in the file; converted to sRGB in place */
    void toSrgb(int[] rgb);

    /** @param components 1 for grey, 3 for colours */
    static Optional<ColourProfile> ofIcc(byte[] icc, int components) {
        if (icc.length == 0) {
            return Optional.empty();
        }
        try {
            ICC_Profile profile = ICC_Profile.getInstance(icc);
            ColourProfile converting = new Icc(profile, components);
            int[] trial = {0x808080};
            converting.toSrgb(trial);
            return profile.getNumComponents() == components ? Optional.of(converting) : Optional.empty();
        } catch (CMMException | IllegalArgumentException | IndexOutOfBoundsException unusable) {
            return Optional.empty();
        }
    }

    /**
     * Of PNG's {@code gAMA}: the number in the file is the light to this power.
     *
     * @param exponent times 100,000
     */
    static Optional<ColourProfile> ofGamma(long exponent) {
        boolean nearSrgb = Math.abs(exponent - 45_455) < 1_000;
        return exponent < 10_000 || exponent > 1_000_000 || nearSrgb
                ? Optional.empty()
                : Optional.of(new Matrix(light -> Math.pow(light, 100_000.0 / exponent), Matrix.SAME));
    }

    /**
     * Of PNG's {@code cICP}, which numbers colour spaces as video does.
     *
     * @see <a href="https://www.itu.int/rec/T-REC-H.273">ITU-T H.273, tables 2 and 3</a>
     */
    static Optional<ColourProfile> ofCode(int primaries, int transfer) {
        Optional<double[]> matrix =
                switch (primaries) {
                    case 1 -> Optional.of(Matrix.SAME);
                    case 9 -> Optional.of(Matrix.FROM_BT2020);
                    case 12 -> Optional.of(Matrix.FROM_P3);
                    default -> Optional.empty();
                };
        Optional<DoubleUnaryOperator> light =
                switch (transfer) {
                    case 1, 6, 14, 15 -> Optional.of(value -> Math.pow(value, 2.4));
                    case 4 -> Optional.of(value -> Math.pow(value, 2.2));
                    case 8 -> Optional.of(DoubleUnaryOperator.identity());
                    case 13 -> Optional.of(Matrix::srgbToLight);
                    default -> Optional.empty();
                };
        boolean srgb = primaries == 1 && transfer == 13;
        return srgb || matrix.isEmpty() || light.isEmpty()
                ? Optional.empty()
                : Optional.of(new Matrix(light.get(), matrix.get()));
    }

    /** By the runtime's colour management. Not thread-safe. */
    final class Icc implements ColourProfile {
        private final ColorConvertOp converting;
        private final int components;

        private Icc(ICC_Profile profile, int components) {
            this.components = components;
            this.converting =
                    new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
        }

        @Override
        public void toSrgb(int[] rgb) {
            WritableRaster from = Raster.createInterleavedRaster(0, rgb.length, 1, components, null);
            byte[] there = new byte[rgb.length * components];
            for (int pixel = 0; pixel < rgb.length; pixel++) {
                for (int component = 0; component < components; component++) {
                    there[pixel * components + component] = (byte) (rgb[pixel] >> 16 - 8 * component);
                }
            }
            from.setDataElements(0, 0, rgb.length, 1, there);
            WritableRaster to = Raster.createInterleavedRaster(0, rgb.length, 1, 3, null);
            converting.filter(from, to);
            byte[] here = (byte[]) to.getDataElements(0, 0, rgb.length, 1, null);
            for (int pixel = 0; pixel < rgb.length; pixel++) {
                rgb[pixel] =
                        (here[3 * pixel] & 0xFF) << 16 | (here[3 * pixel + 1] & 0xFF) << 8 | here[3 * pixel + 2] & 0xFF;
            }
        }
    }

    /** A curve and other primaries. */
    final class Matrix implements ColourProfile {
        private static final double[] SAME = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        /** Display P3 to sRGB, both with the white of D65; in linear light. */
        private static final double[] FROM_P3 = {1.2249, -0.2249, 0, -0.0420, 1.0420, 0, -0.0196, -0.0786, 1.0983};
        /** BT.2020 likewise. */
        private static final double[] FROM_BT2020 = {
            1.6605, -0.5876, -0.0728, -0.1246, 1.1329, -0.0083, -0.0182, -0.1006, 1.1187
        };

        private static final int STEPS = 4096;
        private final double[] light = new double[256];
        private final int[] curve = new int[STEPS + 1];
        private final double[] matrix;

        private Matrix(DoubleUnaryOperator toLight, double[] matrix) {
            this.matrix = matrix;
            for (int value = 0; value < light.length; value++) {
                light[value] = toLight.applyAsDouble(value / 255.0);
            }
            for (int step = 0; step <= STEPS; step++) {
                curve[step] = (int) Math.round(255 * lightToSrgb(square(step / (double) STEPS)));
            }
        }

        @Override
        public void toSrgb(int[] rgb) {
            for (int pixel = 0; pixel < rgb.length; pixel++) {
                double red = light[rgb[pixel] >> 16 & 0xFF];
                double green = light[rgb[pixel] >> 8 & 0xFF];
                double blue = light[rgb[pixel] & 0xFF];
                rgb[pixel] = row(0, red, green, blue) << 16 | row(3, red, green, blue) << 8 | row(6, red, green, blue);
            }
        }

        private int row(int at, double red, double green, double blue) {
            double mixed = matrix[at] * red + matrix[at + 1] * green + matrix[at + 2] * blue;
            // The steps are dense where eyes are sensitive: in the dark.
            return curve[(int) Math.round(STEPS * Math.sqrt(Math.clamp(mixed, 0.0, 1.0)))];
        }

        private static double square(double value) {
            return value * value;
        }

        private static double srgbToLight(double value) {
            return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        }

        private static double lightToSrgb(double light) {
            return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        }
    }
}
