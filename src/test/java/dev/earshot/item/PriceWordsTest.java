package dev.earshot.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "hiking backpack under 100                | hiking backpack        | -    | 100",
                "5-day trip to Barcelona under $2000      | 5-day trip to Barcelona| -    | 2000",
                "5-day trip to Barcelona under $2,000.00  | 5-day trip to Barcelona| -    | 2000.00",
                "between 50 and 100 dollars               | ''                     | 50   | 100",
                "jacket between $100 and $50              | jacket                 | 50   | 100",
                "cheaper than 30                          | ''                     | -    | 30",
                "over 200 euros                           | ''                     | 200  | -",
                "laptop less than 1,500                   | laptop                 | -    | 1500",
                "laptop less than 1.500 EUR               | laptop                 | -    | 1500",
                "tent for 99.99 usd or less               | tent for               | -    | 99.99",
                "tent $20-$50                             | tent                   | 20   | 50",
                "tent 20 to 50 dollars                    | tent                   | 20   | 50",
                "sofa up to 2k                            | sofa                   | -    | 2000",
                "sofa at least $1.5k                      | sofa                   | 1500 | -",
                "boots above 80 and below 120             | boots  and             | 80   | 120",
                "boots no more than 120 for women         | boots  for women       | -    | 120",
                "boots from $80                           | boots                  | 80   | -",
                "boots $80 and up                         | boots                  | 80   | -",
                "gift around 100 dollars                  | gift                   | 75   | 125",
                "a $100 backpack                          | a  backpack            | -    | 100",
                "max 100 dollars for boots                | for boots              | -    | 100",
                "backpack <= 60                           | backpack               | -    | 60",
                "€50 altında | '' | - | 50",
                "kulaklık under 500 TL | kulaklık | - | 500",
                "1000 LİRA ALTI BOT | BOT | - | 1000"
            })
    void prices_are_read_out_of_the_text(String text, String rest, BigDecimal min, BigDecimal max) {
        PriceWords words = PriceWords.in(text);
        assertThat(words.rest().replaceAll("\\s+", " ")).isEqualTo(rest.replaceAll("\\s+", " "));
        assertThat(plain(words.min())).isEqualTo(plain(Optional.ofNullable(min)));
        assertThat(plain(words.max())).isEqualTo(plain(Optional.ofNullable(max)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "en fazla 1000 TL matkap           | matkap      | -    | 1000",
                "en çok 1000 lira matkap           | matkap      | -    | 1000",
                "1.000 TL'ye kadar matkap          | matkap      | -    | 1000",
                "1.000 TL’ye kadar matkap          | matkap      | -    | 1000",
                "1000 liraya kadar matkap          | matkap      | -    | 1000",
                "1000 liradan ucuz matkap          | matkap      | -    | 1000",
                "1000 TL'den az matkap             | matkap      | -    | 1000",
                "1000 TL'nin altında matkap        | matkap      | -    | 1000",
                "1000'in altında matkap            | matkap      | -    | 1000",
                "1000 tl alti matkap               | matkap      | -    | 1000",
                "MATKAP EN FAZLA 1.299,90 TL       | MATKAP      | -    | 1299.90",
                "2 bin TL'yi geçmeyen matkap       | matkap      | -    | 2000",
                "en az 500 TL matkap               | matkap      | 500  | -",
                "500 TL üzeri matkap               | matkap      | 500  | -",
                "500 TL'nin üstünde matkap         | matkap      | 500  | -",
                "500 liradan fazla matkap          | matkap      | 500  | -",
                "500 liradan pahalı matkap         | matkap      | 500  | -",
                "500 TL uzeri matkap               | matkap      | 500  | -",
                "500-1000 TL arası matkap          | matkap      | 500  | 1000",
                "500 ile 1.000 TL arasında matkap  | matkap      | 500  | 1000",
                "500 TL ila 1000 TL arası matkap   | matkap      | 500  | 1000",
                "500 TL'den 1000 TL'ye kadar matkap| matkap      | 500  | 1000",
                "100 TL civarında hediye           | hediye      | 75   | 125",
                "50 euro altı çanta                | çanta       | -    | 50",
                "50€'dan ucuz çanta                | çanta       | -    | 50"
            })
    void turkish_prices_are_read_too(String text, String rest, BigDecimal min, BigDecimal max) {
        prices_are_read_out_of_the_text(text, rest, min, max);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drill under 1 299 €          | 1299",
                "drill under 1\u00A0299 €      | 1299",
                "drill under 1\u202F299,90 €   | 1299.90",
                "drill under 1\u2009299 EUR    | 1299",
                "drill max 1'299 EUR          | 1299",
                "drill under 1’299.50 CHF     | 1299.50",
                "drill under 1.299,00 EUR     | 1299",
                "drill under $1,299.00        | 1299",
                "drill under ₹1,29,999        | 129999",
                "drill under Rs 1,29,999.50   | 129999.50",
                "drill under $1.5k            | 1500",
                "drill under 1k               | 1000",
                "drill under 12 345 678 TL    | 12345678"
            })
    void thousands_are_grouped_in_many_ways(String text, BigDecimal max) {
        PriceWords words = PriceWords.in(text);
        assertThat(words.rest().strip()).isEqualTo("drill");
        assertThat(plain(words.max())).isEqualTo(plain(Optional.of(max)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5-day trip",
                "shoes size 42",
                "iphone 15",
                "under armour shirt",
                "under armour 2",
                "air max 90",
                "iphone 15 pro max 256",
                "trip up to 5 days",
                "toys for kids under 5",
                "tent for up to 4 people",
                "backpack with more than 2 compartments",
                "phone with at least 16GB",
                "backpack over 30 liters",
                "dumbbells under 5 pounds",
                "over-ear headphones",
                "over the knee boots",
                "under 20%",
                "2-3 person tent",
                "between seasons",
                "en fazla 5 gün tatil",
                "en az 16 GB telefon",
                "altı kişilik çadır",
                "42 numara bot",
                "en fazla 3 kişilik çadır",
                "try 2 of these",
                "100"
            })
    void other_numbers_are_no_prices(String text) {
        PriceWords words = PriceWords.in(text);
        assertThat(words.min()).isEmpty();
        assertThat(words.max()).isEmpty();
        assertThat(words.rest()).isEqualTo(text);
    }

    @Test
    void a_currency_that_is_named_is_kept() {
        assertThat(PriceWords.in("over 200 euros").currencies()).containsExactly("EUR");
        assertThat(PriceWords.in("under 200").currencies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000 lira", "1000 LIRA", "1000 LİRA", "1000 lıra", "1000 LİRAS", "1000 lira\u017F"})
    void a_currency_is_known_in_any_letters_that_are_one_but_for_their_case(String text) {
        assertThat(PriceWords.in(text).currencies()).containsExactly("TRY");
    }

    @Test
    void a_dollar_is_that_of_many_countries() {
        assertThat(PriceWords.in("under $200").currencies()).contains("USD", "CAD", "AUD");
        assertThat(PriceWords.in("under 200 USD").currencies()).isEqualTo(List.of("USD"));
    }

    @Test
    void a_long_text_of_digits_is_read_in_a_moment() {
        // A pattern that tries all ways to split it would take minutes.
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            PriceWords.in("under 1,".repeat(1000));
            PriceWords.in("1".repeat(5000));
            PriceWords.in("between $1 and ".repeat(500));
            PriceWords.in(" ".repeat(5000) + "under");
        });
    }

    private static Optional<BigDecimal> plain(Optional<BigDecimal> price) {
        return price.map(BigDecimal::stripTrailingZeros);
    }
}
