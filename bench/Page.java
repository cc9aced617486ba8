import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints the ratios of one run of {@code bench/run} as a page, with the machine and the versions, and ends with 1 if a
 * ratio is worse than its floor by more than its noise: half of the range of its rounds.
 *
 * <pre>java bench/Page.java</pre>
 */
class Page {
    private static final Path RATIOS = Path.of("target", "bench", "ratios.tsv");
    private static final Path FLOORS = Path.of("bench", "floors.tsv");

    /** "≥ 1.2" or "≤ 2". */
    private record Bound(boolean atLeast, double value) {
        static Bound parse(String text) {
            return new Bound(text.startsWith("≥"), Double.parseDouble(text.substring(1).strip()));
        }

        boolean holds(double ratio, double noise) {
            return atLeast ? ratio + noise >= value : ratio - noise <= value;
        }

        @Override
        public String toString() {
            return (atLeast ? "≥ " : "≤ ") + value;
        }
    }

    private record Floor(Bound wanted, Bound floor) {}

    public static void main(String... arguments) throws Exception {
        Map<String, Floor> floors = new LinkedHashMap<>();
        for (String line : Files.readAllLines(FLOORS)) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t");
                floors.put(cells[0], new Floor(Bound.parse(cells[1]), Bound.parse(cells[2])));
            }
        }
        System.out.printf("# Ratios of %s%n%n", LocalDate.now());
        System.out.printf("%s%n%n", machine());
        System.out.println("| ratio | median | range | wanted | floor | |\n|---|---|---|---|---|---|");
        boolean worse = false;
        for (String line : Files.readAllLines(RATIOS)) {
            String[] cells = line.split("\t");
            double[] rounds = Stream.of(cells).skip(1).mapToDouble(Double::parseDouble).sorted().toArray();
            double median = rounds[rounds.length / 2];
            double least = rounds[0];
            double most = rounds[rounds.length - 1];
            Floor floor = floors.get(cells[0]);
            boolean reached = floor == null || floor.wanted().holds(median, 0);
            boolean held = floor == null || floor.floor().holds(median, (most - least) / 2);
            worse |= !held;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f to %.2f | %s | %s | %s |%n",
                    cells[0],
                    median,
                    least,
                    most,
                    floor == null ? "" : floor.wanted(),
                    floor == null ? "" : floor.floor(),
                    !held ? "**worse than its floor**" : reached ? "" : "not yet");
        }
        if (worse) {
            System.exit(1);
        }
    }

    private static String machine() throws IOException, InterruptedException {
        String memory = Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll("\\D", "");
        String cpu = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceAll(".*: ", ""))
                .findFirst()
                .orElse("unknown processor");
        return "%d × %s, %d GiB; %s %s; JDK %s; Node %s; %s; commit %s; load average %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        cpu,
                        Math.round(Double.parseDouble(memory) / (1 << 20)),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version(),
                        said("node", "--version"),
                        said("pgbench", "--version"),
                        said("git", "rev-parse", "--short", "HEAD"),
                        Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }

    private static String said(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes()).strip();
        process.waitFor();
        return said;
    }
}
