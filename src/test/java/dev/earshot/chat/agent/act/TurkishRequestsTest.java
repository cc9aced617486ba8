package dev.earshot.chat.agent.act;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Polite Turkish requests as plain orders. */
class TurkishRequestsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Öğrencileri hariç tutabilir miyiz?|Öğrencileri hariç tut",
                "İzmir'i ekleyebilir misin|İzmir'i ekle",
                "öğrencileri siler misiniz lütfen?|öğrencileri sil",
                "bunu kaydeder misin?|bunu kaydet",
                "Emeklileri çıkarmanızı rica ediyorum.|Emeklileri çıkar",
                "kadınları eklemek istiyorum|kadınları ekle",
                "kaç kişi var?|kaç kişi var?"
            })
    void a_polite_request_is_the_order_that_it_asks_for(String said, String order) {
        assertThat(TurkishRequests.plain(said)).isEqualTo(order);
    }
}
