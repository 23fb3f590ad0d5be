#!/bin/sh
# Brings the namespace to the wanted state: there, kept for 90 days, with the search attributes.
set -eu
namespace=netra
until temporal operator cluster health; do sleep 2; done
temporal operator namespace create --namespace "$namespace" --retention 90d ||
  temporal operator namespace update --namespace "$namespace" --retention 90d
for attribute in \
  ApprovalKind:Keyword \
  ApprovalStatus:Keyword \
  Department:Keyword \
  WaitingOn:KeywordList \
  DueAt:Datetime; do
  temporal operator search-attribute create --namespace "$namespace" \
    --name "${attribute%%:*}" --type "${attribute##*:}"
done
