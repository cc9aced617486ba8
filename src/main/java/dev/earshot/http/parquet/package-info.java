/**
 * Files of Apache Parquet for exports, written as they are read.
 *
 * <p>Start with {@link dev.earshot.http.parquet.ParquetWriter}. It knows no feature's rows.
 */
package dev.earshot.http.parquet;
