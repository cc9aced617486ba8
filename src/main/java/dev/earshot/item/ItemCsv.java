package dev.earshot.item;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.earshot.http.upload.CsvTable;
import dev.earshot.http.upload.Line;
import dev.earshot.http.upload.LineResult;
import io.smallrye.mutiny.Multi;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Items as a table, whose first line names the columns {@code
 * itemId,name,category,description,price,currency,url,imageUrl} in any order.
 */
final class ItemCsv {
    private static final List<String> FIELDS =
            List.of("itemId", "name", "category", "description", "price", "currency", "url", "imageUrl");
    /**
     * Spreadsheets of most of Europe write a comma. "1,299" and "1.299" are refused: the sign may as well separate
     * thousands.
     */
    private static final Pattern PRICE =
            Pattern.compile("(?!-?[1-9]\\d{0,2}[.,]\\d{3}\\z)-?\\d{1,15}(?:[.,]\\d{1,20})?");

    private final CsvTable table = new CsvTable(List.of("itemId", "name", "price", "currency"), List.of());

    Multi<Line> records(Multi<Line> lines) {
        return table.records(lines);
    }

    LineResult<Item> read(String record) {
        return table.read(record, values -> ItemReader.read(fields(values)));
    }

    private static ObjectNode fields(Map<String, String> values) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        FIELDS.forEach(field -> put(item, field, values.get(field.toLowerCase(Locale.ROOT))));
        return item;
    }

    private static void put(ObjectNode item, String field, String value) {
        if (value != null && field.equals("price") && PRICE.matcher(value).matches()) {
            item.put(field, new BigDecimal(value.replace(',', '.')));
        } else if (value != null) {
            item.put(field, value);
        }
    }
}
