package dev.earshot.matching;

import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads briefs against a taxonomy of a few signals, each named as widely used taxonomies name it. */
final class BriefPhrases {
    private static final SignalMatcher MATCHER = new SignalMatcher(signals());

    private BriefPhrases() {}

    private static List<Signal> signals() {
        List<Signal> signals = new ArrayList<>();
        for (String path : List.of(
                "Interest/Movies/Horror Movies",
                "Interest/Movies/Science Fiction Movies",
                "Interest/Movies/Fantasy Movies",
                "Interest/Sports",
                "Interest/Sports/Tennis",
                "Interest/Sports/Golf",
                "Interest/Sports/Cycling",
                "Interest/Sports/Skiing",
                "Purchase/Sports/Winter Sports Equipment",
                "Purchase/Beauty/Hair Salons",
                "Purchase/Beauty/Nail Salons",
                "Interest/Travel/Zoos and Aquariums",
                "Interest/Travel/Travel",
                "Interest/Sports/American Football",
                "Interest/Healthy Living/Running and Jogging",
                "Interest/Food & Drink/Cooking",
                "Interest/Food & Drink/Alcoholic Beverages",
                "Interest/Automotive",
                "Interest/Pets",
                "Interest/Pets/Dogs",
                "Interest/Pets/Cats",
                "Interest/Music and Audio",
                "Interest/Music and Audio/Country Music",
                "Interest/Parks/Parks and Wildlife",
                "Interest/Technology/Programming Languages")) {
            signals.add(signal(path, SignalType.INTEREST));
        }
        for (String path : List.of(
                "Purchase/Appliances/Blenders",
                "Purchase/Appliances/Toasters",
                "Purchase/Appliances/Ovens",
                "Purchase/Appliances/Microwave Ovens",
                "Purchase/Drinks/Coffee & Tea",
                "Purchase/Drinks/Coffee & Tea/Coffee",
                "Purchase/Drinks/Coffee & Tea/Tea - Bags~loose",
                "Purchase/Vehicles/Pre-Owned Vehicles",
                "Purchase/Finance/Mortgage Lenders and Brokers",
                "Purchase/Insurance/Auto Insurance",
                "Purchase/Insurance/Home Insurance",
                "Purchase/Insurance/Life Insurance",
                "Purchase/Travel/Air Travel",
                "Purchase/Travel/Cruise Travel",
                "Purchase/Baby/Strollers and Joggers",
                "Purchase/Computers/Components",
                "Purchase/Vehicles/Pickup Trucks",
                "Purchase/Pet Care/Pet Food",
                "Purchase/Pet Care/Pet Treats",
                "Purchase/Gifts/Gifts and Holiday Items")) {
            signals.add(signal(path, SignalType.TRANSACTION));
        }
        for (String path : List.of(
                "Demographic/Gender/Female",
                "Demographic/Gender/Male",
                "Demographic/Marital Status/Single",
                "Demographic/Household/Parents with Children",
                "Demographic/Household/Empty Nest (Adults, Children left home)",
                "Interest/Family/Parenting Babies and Toddlers",
                "Interest/Family/Parenting Teens",
                "Demographic/Employment/Student",
                "Demographic/Employment/Retired",
                "Demographic/Employment/Employed",
                "Demographic/Ownership/Renters",
                "Demographic/Ownership/First Time Homeowner",
                "Demographic/Age Range/18-24",
                "Demographic/Age Range/25-34",
                "Demographic/Age Range/35-64",
                "Demographic/Age Range/65+",
                "Demographic/Monthly Housing Payment (USD)",
                "Demographic/Monthly Housing Payment (USD)/$1-$499",
                "Demographic/Monthly Housing Payment (USD)/$500-$999")) {
            signals.add(signal(path, SignalType.DEMOGRAPHIC));
        }
        return signals;
    }

    private static Signal signal(String path, SignalType type) {
        List<String> tiers = List.of(path.split("/")).stream()
                .map(tier -> tier.replace('~', '/'))
                .toList();
        return new Signal(path, tiers.get(tiers.size() - 1), type, tiers, List.of());
    }

    static MatchResult match(String brief) {
        return MATCHER.match(brief);
    }

    /** One line a phrase: "&" for what is asked for, "|" for an alternative to the one before, "-" for an exclusion. */
    static List<String> of(String brief) {
        return match(brief).phrases().stream().map(BriefPhrases::line).toList();
    }

    private static String line(Phrase phrase) {
        String names = phrase.suggestions().stream()
                .map(suggestion -> suggestion.signal().name())
                .sorted()
                .collect(Collectors.joining("+"));
        return (phrase.negated() ? "- " : phrase.alternative() ? "| " : "& ") + names;
    }
}
